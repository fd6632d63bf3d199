package io.trovex.ingest.upload.redis;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.ingest.upload.TakenUpload;
import io.trovex.ingest.upload.UploadTask;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** JSON of the tasks and the dead letters, as they lie in the streams. */
final class TaskJson {
    /** A dead letter; its id is the stream's. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Letter(
            @JsonProperty("task") @Nullable UploadTask task,
            @JsonProperty("unreadable") @Nullable String unreadable,
            @JsonProperty("code") String code,
            @JsonProperty("detail") String detail,
            @JsonProperty("deliveries") long deliveries,
            @JsonProperty("at") Instant at) {}

    private final JsonMapper mapper = JsonMapper.builder().build();

    String task(UploadTask task) {
        return mapper.writeValueAsString(task);
    }

    /** Empty if nobody can do it: it is no task, or of a kind that only another release knows. */
    Optional<UploadTask> task(String json) {
        try {
            return Optional.ofNullable(mapper.readValue(json, UploadTask.class));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    String letter(TakenUpload taken, String code, String detail, Instant at) {
        return mapper.writeValueAsString(new Letter(taken.task(), null, code, detail, taken.deliveries(), at));
    }

    String unreadable(String task, long deliveries, Instant at) {
        return mapper.writeValueAsString(
                new Letter(null, task, "unreadable_task", "This release cannot read the task.", deliveries, at));
    }

    Letter letter(String json) {
        return mapper.readValue(json, Letter.class);
    }
}
