package io.trovex.ingest.document.web;

import io.trovex.stage.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpStatus;

/** The bytes of one document's JSON. */
final class DocumentBody {

    private DocumentBody() {}

    /** @throws ProblemException 413 over {@code limit} bytes */
    static byte[] read(HttpServletRequest request, int limit) throws IOException {
        byte[] json = request.getContentLengthLong() > limit
                ? new byte[0]
                : request.getInputStream().readNBytes(limit + 1);
        if (request.getContentLengthLong() > limit || json.length > limit) {
            throw ProblemException.of(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "document_too_large",
                    "A document's JSON must have at most %d bytes.".formatted(limit));
        }
        return json;
    }
}
