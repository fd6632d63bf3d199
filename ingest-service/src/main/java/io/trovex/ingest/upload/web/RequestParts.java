package io.trovex.ingest.upload.web;

import io.trovex.ingest.UploadProperties;
import io.trovex.stage.web.ProblemException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.EOFException;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.net.SocketTimeoutException;
import java.util.Collection;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.MultipartStream;
import org.apache.tomcat.util.http.fileupload.impl.FileCountLimitExceededException;
import org.apache.tomcat.util.http.fileupload.impl.FileSizeLimitExceededException;
import org.apache.tomcat.util.http.fileupload.impl.IOFileUploadException;
import org.apache.tomcat.util.http.fileupload.impl.SizeLimitExceededException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Takes a multipart request apart, or says what is wrong with it. */
@Component
class RequestParts {
    private static final Logger LOG = LoggerFactory.getLogger(RequestParts.class);

    private final UploadProperties properties;

    RequestParts(UploadProperties properties) {
        this.properties = properties;
    }

    /** @throws ProblemException 413 over a limit, 400 for what is no multipart body, 503 if it cannot be put down */
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
        if (isOurs(e)) {
            LOG.atWarn().setCause(e).log("the parts of a request cannot be put down");
            return ProblemException.unavailable(
                    "upload_storage_unavailable",
                    "The disk for the files of a request takes none for now.",
                    properties.retryAfter(),
                    e);
        }
        return ProblemException.of(
                HttpStatus.BAD_REQUEST,
                "malformed_multipart",
                "The body is not the multipart/form-data it claims to be.");
    }

    /** A disk that fails, not a body that is wrong or ends early. */
    private static boolean isOurs(Exception e) {
        boolean disk = e instanceof IOException;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case MultipartStream.MalformedStreamException _,
                        EOFException _,
                        SocketTimeoutException _,
                        UnsupportedEncodingException _,
                        BadRequestException _ -> {
                    return false;
                }
                case IOFileUploadException _ -> disk = true;
                case FileUploadException _ -> {
                    return false;
                }
                default -> {
                    // its cause may tell
                }
            }
        }
        return disk;
    }

    private static ProblemException tooLarge(String code, String detail) {
        return ProblemException.of(HttpStatus.CONTENT_TOO_LARGE, code, detail);
    }
}
