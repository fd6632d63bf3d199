package io.trovex.index.search.web;

import io.trovex.contracts.Violation;
import io.trovex.index.search.BadCursorException;
import io.trovex.index.search.CursorExpiredException;
import io.trovex.index.search.KeptPage;
import io.trovex.index.search.KeptSearches;
import io.trovex.index.search.SearchRequest;
import io.trovex.index.search.SearchResponse;
import io.trovex.index.search.TooManyCursorsException;
import io.trovex.stage.web.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Turns the pages of kept searches, and says as a problem why one cannot be turned. */
@Component
class CursorPages {
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final KeptSearches kept;

    CursorPages(KeptSearches kept) {
        this.kept = kept;
    }

    /** The page after the one that brought the question's cursor. */
    KeptPage next(SearchQuestion question, String cursor) {
        if (question.isCursorWithoutSearch()) {
            throw problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "bad_cursor",
                    "beside a cursor stands the whole search that it is of, or nothing but the size");
        }
        SearchRequest same = question.isCursorAlone() ? null : SearchRules.request(question);
        Integer size = question.size() == null ? null : SearchRules.size(question);
        try {
            return kept.page(cursor, size, same);
        } catch (BadCursorException e) {
            throw problem(HttpStatus.UNPROCESSABLE_CONTENT, "bad_cursor", e);
        } catch (CursorExpiredException e) {
            throw problem(HttpStatus.GONE, "cursor_expired", e);
        }
    }

    /** The first page of a search, which is kept if it is to have more. */
    SearchResponse begun(Supplier<SearchResponse> search) {
        try {
            SearchResponse first = search.get();
            kept.begun(first);
            return first;
        } catch (TooManyCursorsException e) {
            throw ProblemException.saturated("too_many_cursors", String.valueOf(e.getMessage()), AGAIN);
        }
    }

    private static ProblemException problem(HttpStatus status, String code, RuntimeException cause) {
        return problem(status, code, String.valueOf(cause.getMessage()));
    }

    private static ProblemException problem(HttpStatus status, String code, String detail) {
        return ProblemException.of(status, code, detail, List.of(new Violation("cursor", code, detail)));
    }
}
