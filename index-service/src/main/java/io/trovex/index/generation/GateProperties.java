package io.trovex.index.generation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the gate asks besides what it finds to ask itself.
 *
 * @param sentinels queries of which the answer is known: a candidate must find each one's document
 * @param comparedQueries most queries of the past that the serving generation and the candidate are compared by; 0: none
 */
@Validated
@ConfigurationProperties("trovex.gate")
record GateProperties(
        @DefaultValue @Valid List<Sentinel> sentinels,

        @DefaultValue("50") @PositiveOrZero int comparedQueries) {
    /**
     * A query of which the answer is known.
     *
     * @param document id of the one that must be among its first ten hits
     */
    record Sentinel(@NotBlank String query, @NotBlank String document) {}
}
