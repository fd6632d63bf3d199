package io.trovex.index.search.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.index.search.SearchResponse;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/search}. */
@RestController
@Tag(name = "search")
@ApiResponse(responseCode = "200", description = "The best documents, best first; none is an answer too")
@ApiResponse(
        responseCode = "404",
        description = "unknown_document: there is none of that id to find others like",
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                        schema = @Schema(implementation = ProblemDetail.class)))
@ApiResponse(
        responseCode = "410",
        description = "cursor_expired: the search is no longer kept",
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                        schema = @Schema(implementation = ProblemDetail.class)))
@ApiResponse(
        responseCode = "429",
        description = "too_many_cursors: as many searches as may be kept are being read from",
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                        schema = @Schema(implementation = ProblemDetail.class)))
@ApiResponse(
        responseCode = "503",
        description = "index_unavailable: the index does not answer for now, Retry-After says when to come back",
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                        schema = @Schema(implementation = ProblemDetail.class)))
@ApiResponse(
        responseCode = "422",
        description = "The question is not valid: every reason in violations",
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                        schema = @Schema(implementation = ProblemDetail.class)))
class SearchController {
    private static final String FILTERS = "Filters hold together; several values of one are alternatives.";

    private static final String SYNTAX = "\"a phrase\", -excluded, field:value (title, source, language, doc_id or any"
            + " metadata) and beginning* are conditions that every hit meets; other words rank. What is no such"
            + " syntax is plain words, and notices says so.";

    private final SearchAnswers answers;

    SearchController(SearchAnswers answers) {
        this.answers = answers;
    }

    @GetMapping("/v1/search")
    @Operation(
            summary = "Search",
            description = FILTERS + " Any metadata can be filtered on: metadata.KEY=VALUE.",
            parameters = {
                @Parameter(
                        name = "q",
                        in = ParameterIn.QUERY,
                        description = "What to search for; required without more_like. " + SYNTAX,
                        example = "how do vaccines protect against measles"),
                @Parameter(
                        name = "mode",
                        in = ParameterIn.QUERY,
                        schema =
                                @Schema(
                                        allowableValues = {"hybrid", "keyword", "semantic"},
                                        defaultValue = "hybrid")),
                @Parameter(
                        name = "size",
                        in = ParameterIn.QUERY,
                        schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "10")),
                @Parameter(
                        name = "offset",
                        in = ParameterIn.QUERY,
                        description = "So many of the best hits are left out",
                        schema = @Schema(type = "integer", minimum = "0", maximum = "1000", defaultValue = "0")),
                @Parameter(name = "source", in = ParameterIn.QUERY, description = "May be repeated"),
                @Parameter(name = "language", in = ParameterIn.QUERY, description = "ISO 639-1"),
                @Parameter(
                        name = "from",
                        in = ParameterIn.QUERY,
                        description = "Earliest timestamp, inclusive, RFC 3339"),
                @Parameter(name = "to", in = ParameterIn.QUERY, description = "Latest timestamp, inclusive, RFC 3339"),
                @Parameter(
                        name = "fusion",
                        in = ParameterIn.QUERY,
                        schema =
                                @Schema(
                                        allowableValues = {"weighted", "rrf"},
                                        defaultValue = "weighted")),
                @Parameter(
                        name = "more_like",
                        in = ParameterIn.QUERY,
                        description = "Id of a document that the hits are to be like; q may then be absent"),
                @Parameter(
                        name = "explain",
                        in = ParameterIn.QUERY,
                        description = "Shows the parts of every score",
                        schema = @Schema(type = "boolean", defaultValue = "false")),
                @Parameter(
                        name = "min_score",
                        in = ParameterIn.QUERY,
                        description = "Least score of a hit",
                        schema = @Schema(type = "number")),
                @Parameter(
                        name = "sort",
                        in = ParameterIn.QUERY,
                        description =
                                "score, timestamp, source, language, doc_id or metadata.KEY, then :asc or :desc; documents"
                                        + " without a value come last",
                        example = "timestamp:desc"),
                @Parameter(
                        name = "facet",
                        in = ParameterIn.QUERY,
                        description = "source, language or metadata.KEY, with :N for so many values. May be repeated",
                        example = "source:20"),
                @Parameter(
                        name = "group_by",
                        in = ParameterIn.QUERY,
                        description = "source, language or metadata.KEY: of each of its values the best hit alone",
                        example = "source"),
                @Parameter(
                        name = "fields",
                        in = ParameterIn.QUERY,
                        description = "What hits show besides doc_id and score, separated by commas",
                        example = "title,metadata.section"),
                @Parameter(
                        name = "max_tokens",
                        in = ParameterIn.QUERY,
                        description =
                                "Lists the best passages of the documents found, so many tokens of them; a notice,"
                                        + " token_budget, says so where the best does not fit",
                        schema = @Schema(type = "integer", minimum = "1", maximum = "100000")),
                @Parameter(
                        name = "cursor",
                        in = ParameterIn.QUERY,
                        description = "* for the first of several pages, then the next_cursor of the page before"),
                @Parameter(name = "client_id", in = ParameterIn.QUERY, description = "Who asks")
            })
    SearchResponse get(@Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
        return answers.to(SearchParameters.question(parameters));
    }

    @PostMapping(path = "/v1/search", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Search with a JSON question", description = FILTERS + " " + SYNTAX)
    SearchResponse post(@RequestBody SearchQuestion question) {
        return answers.to(question);
    }
}
