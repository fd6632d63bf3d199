package io.trovex.stage.web;

import java.io.EOFException;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.impl.SizeException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.multipart.MultipartException;

/** Tells a request that cannot be read, its sender's fault, from a failure of ours. */
final class RequestFault {

    private RequestFault() {}

    /** Decides by the type of the failure and of its causes; null if the request is not to blame. */
    static @Nullable ProblemException of(@Nullable Throwable failure) {
        ProblemException outermost = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            ProblemException found = problem(cause);
            outermost = found == null ? outermost : found;
        }
        return outermost;
    }

    private static @Nullable ProblemException problem(Throwable cause) {
        return switch (cause) {
            case InvalidParameterException parameter ->
                ProblemException.of(
                        HttpStatus.valueOf(parameter.getErrorCode()),
                        "malformed_parameters",
                        "The query or form cannot be decoded; write %, & and = in values as %25, %26 and %3D.");
            case SizeException _ ->
                ProblemException.of(HttpStatus.CONTENT_TOO_LARGE, "body_too_large", "The upload is too large.");
            case FileUploadException _, MultipartException _ ->
                ProblemException.of(
                        HttpStatus.BAD_REQUEST,
                        "malformed_multipart",
                        "The multipart body cannot be read: it has no boundary, or ends before its last one.");
            case BadRequestException _, EOFException _ ->
                ProblemException.of(
                        HttpStatus.BAD_REQUEST, "broken_request", "The request's body ended or broke in the middle.");
            default -> null;
        };
    }
}
