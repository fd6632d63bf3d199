package io.trovex.ingest.upload.redis;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.ingest.upload.TakenUpload;
import io.trovex.ingest.upload.UploadTask;
import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;

/** JSON of the tasks and the dead letters, as they lie in the streams. */
final class TaskJson {
    /** A dead letter; its id is the stream's. */
    record Letter(
            @JsonProperty("task") UploadTask task,
            @JsonProperty("code") String code,
            @JsonProperty("detail") String detail,
            @JsonProperty("deliveries") long deliveries,
            @JsonProperty("at") Instant at) {}

    private final JsonMapper mapper = JsonMapper.builder().build();

    String task(UploadTask task) {
        return mapper.writeValueAsString(task);
    }

    UploadTask task(String json) {
        return mapper.readValue(json, UploadTask.class);
    }

    String letter(TakenUpload taken, String code, String detail, Instant at) {
        return mapper.writeValueAsString(new Letter(taken.task(), code, detail, taken.deliveries(), at));
    }

    Letter letter(String json) {
        return mapper.readValue(json, Letter.class);
    }
}
