package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is to happen to a generation. */
public enum GenerationAction {
    /** The configured generation serves from the first start on; only where there is no generation yet. */
    @JsonProperty("bootstrap")
    BOOTSTRAP,
    /** It is built beside the one that serves. */
    @JsonProperty("create")
    CREATE,
    /** It has caught up with the log. */
    @JsonProperty("ready")
    READY,
    /** It answers the searches of a growing share of the users, until they have shown what it is worth. */
    @JsonProperty("canary")
    CANARY,
    /** It answers every search from now on; the one before stays current for a rollback. */
    @JsonProperty("promote")
    PROMOTE,
    /** The one before answers again; of a canary: its users get back the one that serves. */
    @JsonProperty("rollback")
    ROLLBACK,
    /** Its topic and index go. */
    @JsonProperty("retire")
    RETIRE,
    /** Its building stops and keeps its place. */
    @JsonProperty("pause")
    PAUSE,
    @JsonProperty("resume")
    RESUME,
    /** It is not wanted any more before it ever served. */
    @JsonProperty("cancel")
    CANCEL,
    /** It cannot be built. */
    @JsonProperty("fail")
    FAIL
}
