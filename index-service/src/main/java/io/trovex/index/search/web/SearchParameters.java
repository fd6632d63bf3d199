package io.trovex.index.search.web;

import io.trovex.stage.web.RequestParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a {@link SearchQuestion} from the parameters of a URL. */
final class SearchParameters {
    private static final String METADATA = "metadata.";

    private SearchParameters() {}

    static SearchQuestion question(Map<String, List<String>> all) {
        RequestParameters parameters = new RequestParameters(all);
        SearchQuestion question = new SearchQuestion(
                parameters.one("query"),
                parameters.one("q"),
                parameters.one("mode"),
                parameters.number("size"),
                parameters.number("offset"),
                parameters.all("source"),
                parameters.one("language"),
                parameters.one("from"),
                parameters.one("to"),
                parameters.after(METADATA),
                null,
                parameters.one("fusion"),
                parameters.one("more_like"),
                parameters.flag("explain"),
                parameters.decimal("min_score"),
                parameters.one("sort"),
                parameters.several("facet"),
                parameters.one("group_by"),
                parameters.several("fields"),
                parameters.number("max_tokens"),
                parameters.one("cursor"),
                parameters.one("client_id"),
                new LinkedHashMap<>(parameters.left()));
        parameters.requireValid();
        return question;
    }
}
