package io.trovex.client;

/** Trovex refused the request, and said why. */
public class ApiException extends RuntimeException {
    private final int status;
    private final String code;

    ApiException(int status, String code, String detail) {
        super(detail);
        this.status = status;
        this.code = code;
    }

    public int status() {
        return status;
    }

    /** Stable, for programs. */
    public String code() {
        return code;
    }
}
