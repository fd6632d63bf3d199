package io.trovex.index.search.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.trovex.contracts.Violation;
import io.trovex.index.IndexMeter;
import io.trovex.index.engine.web.IndexAnswers;
import io.trovex.index.query.Notice;
import io.trovex.index.routing.SearchRouter;
import io.trovex.index.search.KeptPage;
import io.trovex.index.search.SearchRequest;
import io.trovex.index.search.SearchResponse;
import io.trovex.index.search.UnknownDocumentException;
import io.trovex.stage.web.ProblemException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Answers one question: routed, timed and logged. */
@Component
public class SearchAnswers {
    private final SearchRouter searches;
    private final CursorPages pages;
    private final SearchLog log;
    private final MeterRegistry meters;

    SearchAnswers(SearchRouter searches, CursorPages pages, SearchLog log, MeterRegistry meters) {
        this.searches = searches;
        this.pages = pages;
        this.log = log;
        this.meters = meters;
    }

    /** @throws io.trovex.stage.web.ProblemException if it is none, or there is no answer */
    public SearchResponse to(SearchQuestion question) {
        Timer.Sample sample = Timer.start(meters);
        String cursor = question.cursor();
        KeptPage page = IndexAnswers.of(
                () -> cursor != null && question.isContinued() ? pages.next(question, cursor) : first(question));
        SearchResponse response = page.response();
        sample.stop(IndexMeter.SEARCH.timer(
                meters,
                "mode",
                SearchRules.wireName(response.mode()),
                "variant",
                response.variant().wireName(),
                "degraded",
                String.valueOf(response.degraded()),
                "reason",
                response.degradedReason() == null
                        ? "none"
                        : response.degradedReason().wireName(),
                "fallback",
                response.fallback() == null ? "none" : response.fallback().wireName()));
        if (response.notices() != null) {
            response.notices().stream()
                    .map(Notice::code)
                    .distinct()
                    .forEach(code ->
                            IndexMeter.NOTICES.counter(meters, "code", code).increment());
        }
        log.add(page.request(), question.clientId(), response);
        return response;
    }

    private KeptPage first(SearchQuestion question) {
        SearchRequest request = SearchRules.request(question);
        try {
            return new KeptPage(request, pages.begun(() -> searches.search(request, question.clientId())));
        } catch (UnknownDocumentException e) {
            String detail = String.valueOf(e.getMessage());
            throw ProblemException.of(
                    HttpStatus.NOT_FOUND,
                    "unknown_document",
                    detail,
                    List.of(new Violation("more_like", "unknown_document", detail)));
        }
    }
}
