package io.trovex.embedding.document.kafka;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a generation is built beside live work.
 *
 * @param share turns at the model that a building generation gets to the live one's, while both have documents waiting
 * @param failures so many documents in a row that the model refuses, or checks in a row that its golden sentences fail,
 *     at least a second apart, make a generation that never served fail
 */
@Validated
@ConfigurationProperties("trovex.embedding.build")
record GenerationProperties(
        @DefaultValue("0.5") @DecimalMin("0.01") @DecimalMax("1")
        double share,

        @DefaultValue("20") @Positive int failures) {}
