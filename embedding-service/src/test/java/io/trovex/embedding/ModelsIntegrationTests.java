package io.trovex.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.embedding.engine.EmbeddingEngine;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** {@code /v1/models} of the running service. */
class ModelsIntegrationTests extends RunningEmbeddingService {
    @Autowired
    private EmbeddingEngine engine;

    @Test
    void listsEveryKnownModelAndWhereItStands() throws Exception {
        JsonNode known = JSON.readTree(get("/v1/models").body()).path("data");

        JsonNode serving = model(known, "all-minilm-l6-v2-int8-fused");
        assertThat(serving.path("state").stringValue()).isEqualTo("loaded");
        assertThat(serving.path("serving").booleanValue()).isTrue();
        assertThat(serving.path("object").stringValue()).isEqualTo("model");
        assertThat(serving.path("owned_by").stringValue()).isEqualTo("trovex");
        assertThat(serving.path("licence").stringValue()).isEqualTo("Apache-2.0");
        assertThat(serving.path("memory_bytes").longValue()).isGreaterThan(30 << 20);
        assertThat(model(known, "e5-small-v2").path("state").stringValue()).isEqualTo("available");
        assertThat(serving.path("provider").stringValue()).isEqualTo("cpu");
        assertThat(model(known, "e5-small-v2").has("provider")).isFalse();
        JsonNode faulty = model(known, "faulty");
        assertThat(faulty.path("state").stringValue()).isEqualTo("refused");
        assertThat(faulty.path("reason").stringValue()).contains("dimension is a number from 1 to 4096");
        assertThat(get("/v1/models/all-minilm-l6-v2-int8-fused").body()).contains("\"max_tokens\":256");
        assertProblem(get("/v1/models/nope"), 404, "model_not_found", null);
    }

    @Test
    void anyKnownModelEmbedsOnDemandBesideTheServingOne() throws Exception {
        String other = "all-minilm-l6-v2-int8";

        JsonNode body = JSON.readTree(post("{\"model\":\"" + other + "\",\"input\":\"Owls hunt at night.\"}")
                .body());

        assertThat(body.path("model").stringValue()).isEqualTo(other);
        assertThat(JSON.readTree(get("/v1/models/" + other).body())
                        .path("state")
                        .stringValue())
                .isEqualTo("loaded");
        assertThat(body.path("data").get(0).path("embedding").get(0).floatValue())
                .isNotEqualTo(engine.passages(List.of("Owls hunt at night."))
                        .getFirst()
                        .components()[0]);
        assertThat(order("/v1/models/" + other + ":unload").body()).contains("\"state\":\"available\"");
    }

    @Test
    void loadsAndUnloadsModelsOnRequest() throws Exception {
        HttpResponse<String> loaded = order("/v1/models/bge-small-en-v1.5-int8:load");
        assertThat(loaded.statusCode()).as(loaded.body()).isEqualTo(200);
        assertThat(loaded.body()).contains("\"state\":\"loaded\"");

        HttpResponse<String> unloaded = order("/v1/models/bge-small-en-v1.5-int8:unload");
        assertThat(unloaded.body()).contains("\"state\":\"available\"");

        assertProblem(order("/v1/models/all-minilm-l6-v2-int8-fused:unload"), 409, "model_in_use", null);
        assertProblem(order("/v1/models/faulty:load"), 409, "model_refused", null);
        assertProblem(post("{\"model\":\"faulty\",\"input\":\"x\"}"), 409, "model_refused", null);
        assertProblem(order("/v1/models/nope:load"), 404, "model_not_found", null);
    }

    private static JsonNode model(JsonNode known, String id) {
        return known.valueStream()
                .filter(model -> model.path("id").stringValue().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
