package io.trovex.ingest.upload.extraction;

/** A file has no text that could be extracted. */
final class ExtractionException extends Exception {
    private final String code;
    private final boolean permanent;

    private ExtractionException(String code, String detail, boolean permanent) {
        super(detail);
        this.code = code;
        this.permanent = permanent;
    }

    /** The file's fault: every try ends like this. */
    static ExtractionException permanent(String code, String detail) {
        return new ExtractionException(code, detail, true);
    }

    /** Perhaps the machine's fault: another try may do better. */
    static ExtractionException perhapsPassing(String code, String detail) {
        return new ExtractionException(code, detail, false);
    }

    String code() {
        return code;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    boolean isPermanent() {
        return permanent;
    }
}
