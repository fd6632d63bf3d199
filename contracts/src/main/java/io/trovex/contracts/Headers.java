package io.trovex.contracts;

/** Every record header: the CloudEvents 1.0 binary binding, W3C trace context, and Trovex's own. */
public final class Headers {
    /** Unique with {@link #CE_SOURCE}; derived from document and version, so a replay repeats it. */
    public static final String CE_ID = "ce_id";

    /** The stage that wrote the record. */
    public static final String CE_SOURCE = "ce_source";

    public static final String CE_SPEC_VERSION = "ce_specversion";

    /** An {@link EventType}'s name, never a Java class name. */
    public static final String CE_TYPE = "ce_type";

    /** RFC 3339 instant at which the event was written. */
    public static final String CE_TIME = "ce_time";

    /** The document id. */
    public static final String CE_SUBJECT = "ce_subject";

    public static final String CONTENT_TYPE = "content-type";

    /** W3C trace context; exactly one on every record. */
    public static final String TRACEPARENT = "traceparent";

    /** {@link Origin} of the submitted record that led to this one. */
    public static final String ORIGIN = "origin";

    /** Version of the event's JSON Schema. */
    public static final String SCHEMA_VERSION = "schema_version";

    /** On a dead letter: the stage that gave the record up. */
    public static final String DEAD_LETTER_STAGE = "trovex_dlt_stage";

    /** On a dead letter: a JSON array of {@link Violation}. */
    public static final String DEAD_LETTER_VIOLATIONS = "trovex_dlt_violations";

    /** On a dead letter: how often its stage ran on it, in decimal. */
    public static final String DEAD_LETTER_ATTEMPTS = "trovex_dlt_attempts";

    /** On a dead letter: RFC 3339 instant of its first failure, kept when a redriven record fails again. */
    public static final String DEAD_LETTER_FIRST_FAILED_AT = "trovex_dlt_first_failed_at";

    /** On a dead letter: the failure's Java class, or {@code rejected} where the stage gave reasons instead. */
    public static final String DEAD_LETTER_ERROR_CLASS = "trovex_dlt_error_class";

    /** On a dead letter: 16 hexadecimal digits, equal for failures of one cause whatever document they hit. */
    public static final String ERROR_FINGERPRINT = "trovex_error_fingerprint";

    /** How often a record came back from the dead letters, in decimal; absent means never. */
    public static final String REDRIVE_COUNT = "trovex_redrive_count";

    private Headers() {}
}
