package io.trovex.stage;

import org.jspecify.annotations.Nullable;

/** A record cannot pass, now or ever, for a reason that has a name. */
public class DataFaultException extends RuntimeException {
    private final String code;

    /** @param code of the violation that the dead letter carries */
    public DataFaultException(String code, String message) {
        this(code, message, null);
    }

    public DataFaultException(String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
