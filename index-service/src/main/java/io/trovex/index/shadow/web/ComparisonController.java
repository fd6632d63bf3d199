package io.trovex.index.shadow.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.index.engine.web.IndexAnswers;
import io.trovex.index.generation.GenerationIndexes;
import io.trovex.index.search.SearchService;
import io.trovex.index.shadow.LoggedQuery;
import io.trovex.index.shadow.QueryLog;
import io.trovex.index.shadow.ShadowComparison;
import io.trovex.index.shadow.ShadowReport;
import io.trovex.stage.web.ProblemException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shadow comparisons, one at a time: they are not to slow down those who search. */
@RestController
@Tag(name = "generations")
class ComparisonController {
    private static final int MOST = 1_000;

    private final GenerationIndexes generations;
    private final QueryLog log;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    ComparisonController(GenerationIndexes generations, QueryLog log) {
        this.generations = generations;
        this.log = log;
    }

    @Operation(
            summary = "Compare a generation's answers to those of the one that serves",
            description =
                    "Asks both the latest queries of search.queries, each once, with its filters. No user sees it, and"
                            + " nothing is decided or kept.")
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "404", description = "unknown_generation: none that can be searched has this id")
    @ApiResponse(responseCode = "409", description = "no_queries: nobody has searched yet")
    @ApiResponse(responseCode = "422", description = "bad_size")
    @GetMapping("/v1/generations/{id}/comparison")
    ShadowReport compare(@PathVariable String id, @RequestParam(defaultValue = "100") int queries) {
        if (queries < 1 || queries > MOST) {
            throw ProblemException.invalid("queries", "bad_size", "between 1 and " + MOST);
        }
        SearchService candidate = generations
                .search(id)
                .orElseThrow(() -> ProblemException.of(
                        HttpStatus.NOT_FOUND, "unknown_generation", "No generation '" + id + "' can be searched."));
        List<LoggedQuery> latest = log.latest(queries);
        if (latest.isEmpty()) {
            throw ProblemException.of(
                    HttpStatus.CONFLICT, "no_queries", "Nobody has searched yet; there is nothing to compare.");
        }
        oneAtATime.lock();
        try {
            SearchService serving = IndexAnswers.of(generations::search);
            return new ShadowComparison(serving.uncached(), candidate.uncached()).of(latest);
        } finally {
            oneAtATime.unlock();
        }
    }
}
