package io.trovex.ingest.upload.web;

import io.trovex.ingest.UploadProperties;
import io.trovex.stage.web.ProblemException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.Collection;
import org.apache.tomcat.util.http.fileupload.impl.FileCountLimitExceededException;
import org.apache.tomcat.util.http.fileupload.impl.FileSizeLimitExceededException;
import org.apache.tomcat.util.http.fileupload.impl.SizeLimitExceededException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Takes a multipart request apart, or says what is wrong with it. */
@Component
class RequestParts {
    private final UploadProperties properties;

    RequestParts(UploadProperties properties) {
        this.properties = properties;
    }

    /** @throws ProblemException 413 over a limit, 400 for what is no multipart body */
    Collection<Part> of(HttpServletRequest request) {
        try {
            return request.getParts();
        } catch (IOException | ServletException | RuntimeException e) {
            throw problem(e);
        }
    }

    private ProblemException problem(Exception e) {
        long maxRequestSize = properties.maxRequestSize().toBytes();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case FileSizeLimitExceededException _ -> {
                    return tooLarge(
                            "file_too_large",
                            "A file must have at most %d bytes."
                                    .formatted(properties.maxFileSize().toBytes()));
                }
                case SizeLimitExceededException limit
                when limit.getPermittedSize() == maxRequestSize -> {
                    return tooLarge(
                            "request_too_large",
                            "The files of a request must have at most %d bytes together.".formatted(maxRequestSize));
                }
                case FileCountLimitExceededException _ -> {
                    return tooLarge("too_many_parts", "The request has too many parts; send several requests.");
                }
                default -> {
                    // its cause may tell
                }
            }
        }
        return ProblemException.of(
                HttpStatus.BAD_REQUEST,
                "malformed_multipart",
                "The body is not the multipart/form-data it claims to be.");
    }

    private static ProblemException tooLarge(String code, String detail) {
        return ProblemException.of(HttpStatus.CONTENT_TOO_LARGE, code, detail);
    }
}
