package io.trovex.index.lucene.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.index.engine.IndexStatistics;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.engine.web.IndexAnswers;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/index}. */
@RestController
@Tag(name = "index")
class IndexController {
    /** As {@link IndexStatistics}; offsets by partition of the generation's topic. */
    record IndexAnswer(
            @JsonProperty("generation") String generation,
            @JsonProperty("model") String model,
            @JsonProperty("dimension") int dimension,
            @JsonProperty("documents") int documents,
            @JsonProperty("tombstones") int tombstones,
            @JsonProperty("passages") int passages,
            @JsonProperty("segments") int segments,
            @JsonProperty("committed_at") @Nullable Instant committedAt,
            @JsonProperty("offsets") Map<Integer, Long> offsets) {}

    private final Supplier<SearchIndex> index;

    IndexController(@Qualifier("servingIndex") Supplier<SearchIndex> index) {
        this.index = index;
    }

    @GetMapping("/v1/index")
    @Operation(
            summary = "What the serving index holds",
            description = "Counts as searches see them, and the next offset of each partition: all before it is applied"
                    + " and announced.")
    IndexAnswer index() {
        IndexStatistics statistics = IndexAnswers.of(() -> index.get().statistics());
        return new IndexAnswer(
                statistics.generation().id(),
                statistics.generation().model(),
                statistics.generation().dimension(),
                statistics.documents(),
                statistics.tombstones(),
                statistics.passages(),
                statistics.segments(),
                statistics.committedAt(),
                statistics.offsets());
    }
}
