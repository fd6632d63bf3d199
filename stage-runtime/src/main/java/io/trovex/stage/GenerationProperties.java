package io.trovex.stage;

import io.trovex.contracts.Generation;
import io.trovex.contracts.GenerationSpec;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The generation that serves; all services of a deployment agree on it.
 *
 * @param model id of its embedding model
 * @param dimension length of that model's vectors
 * @param analyzer of the words: {@code by-language} reads each document in its own, {@code english} all as English
 * @param id its name; by default it follows the model, so another model gets another topic and index
 */
@Validated
@ConfigurationProperties("trovex.generation")
record GenerationProperties(
        @DefaultValue("all-minilm-l6-v2-int8-fused") String model,
        @DefaultValue("384") @Positive int dimension,

        @DefaultValue(GenerationSpec.BY_LANGUAGE) @Pattern(regexp = "by-language|english")
        String analyzer,

        @Nullable @Pattern(regexp = "[A-Za-z0-9._-]{1,100}") String id) {

    Generation generation() {
        return new Generation(id == null ? "g1-" + model : id, model, dimension, analyzer);
    }
}
