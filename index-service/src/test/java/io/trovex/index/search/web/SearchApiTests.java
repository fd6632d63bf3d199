package io.trovex.index.search.web;

import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.Generation;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.search.DegradedReason;
import io.trovex.index.search.KeptSearches;
import io.trovex.index.search.QueryEmbedder;
import io.trovex.index.search.QueryEmbedderUnavailableException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** The whole service but for the broker, which is away. */
@SpringBootTest(
        properties = {
            "trovex.generation.id=g1-test",
            "trovex.generation.model=test-model",
            "trovex.generation.dimension=4",
            "spring.kafka.bootstrap-servers=127.0.0.1:1",
            "spring.kafka.listener.auto-startup=false",
            "spring.kafka.admin.auto-create=false",
            "spring.kafka.producer.properties.max.block.ms=50"
        })
@AutoConfigureMockMvc
class SearchApiTests {
    @TempDir
    static Path directory;

    @Autowired
    private MockMvc http;

    @Autowired
    private SearchIndex index;

    @Autowired
    private AtomicBoolean embedderAway;

    @Autowired
    private KeptSearches kept;

    @Autowired
    private MeterRegistry meters;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("trovex.index.directory", () -> directory.resolve("index"));
        registry.add("trovex.objects.directory", () -> directory.resolve("objects"));
    }

    @TestConfiguration
    static class Embedder {
        @Bean
        AtomicBoolean embedderAway() {
            return new AtomicBoolean();
        }

        @Bean
        QueryEmbedder queryEmbedder(AtomicBoolean embedderAway) {
            return query -> {
                if (embedderAway.get()) {
                    throw new QueryEmbedderUnavailableException(DegradedReason.EMBEDDER_SATURATED, "away", null);
                }
                return new float[] {0, 1, 0, 0};
            };
        }
    }

    @BeforeEach
    void fill(@Autowired Generation generation) {
        embedderAway.set(false);
        List.of(
                        document("near", "A small boat on calm water.", 0, 1, 0, 0)
                                .title("Boats")
                                .source("nature")
                                .metadata(Map.of("year", 2025)),
                        document("far", "Boats are large ships.", 1, 0, 0, 0)
                                .source("trade")
                                .language("nl")
                                .timestamp(Instant.parse("2020-01-01T00:00:00Z"))
                                .metadata(Map.of("year", 2020)))
                .forEach(each -> index.apply(List.of(new IndexableDocument(each.event(generation), each.body()))));
        index.refresh();
    }

    @Test
    void answersWithHitsPassagesAndTheGeneration() throws Exception {
        http.perform(get("/v1/search").param("q", "small boat").param("explain", "true"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.query_id").isString())
                .andExpect(jsonPath("$.took_ms").isNumber())
                .andExpect(jsonPath("$.generation").value("g1-test"))
                .andExpect(jsonPath("$.model").value("test-model"))
                .andExpect(jsonPath("$.variant").value("serving"))
                .andExpect(jsonPath("$.share").value(100))
                .andExpect(jsonPath("$.mode").value("hybrid"))
                .andExpect(jsonPath("$.degraded").value(false))
                .andExpect(jsonPath("$.degraded_reason").doesNotExist())
                .andExpect(jsonPath("$.fallback").doesNotExist())
                .andExpect(jsonPath("$.total.value").value(2))
                .andExpect(jsonPath("$.total.relation").value("eq"))
                .andExpect(jsonPath("$.hits", hasSize(2)))
                .andExpect(jsonPath("$.hits[0].doc_id").value("near"))
                .andExpect(jsonPath("$.hits[0].title").value("Boats"))
                .andExpect(jsonPath("$.hits[0].source").value("nature"))
                .andExpect(jsonPath("$.hits[0].timestamp").value("2026-11-01T12:00:00Z"))
                .andExpect(jsonPath("$.hits[0].explanation.semantic.normalised", closeTo(1, 1e-6)))
                .andExpect(jsonPath("$.hits[0].explanation.semantic.weight", closeTo(0.8 * 0.6, 1e-9)))
                .andExpect(jsonPath("$.hits[0].explanation.neighbours.weight", closeTo(0.4, 1e-9)))
                .andExpect(jsonPath("$.hits[0].passage.text").value("A small boat on calm water."))
                .andExpect(jsonPath("$.hits[0].passage.start").value(0))
                .andExpect(jsonPath("$.hits[0].passage.end").value(27))
                .andExpect(jsonPath("$.hits[0].passage.highlights[1].start").value(8))
                .andExpect(jsonPath("$.hits[0].passage.highlights[1].end").value(12))
                .andExpect(jsonPath("$.hits[0].metadata.year").value(2025))
                .andExpect(jsonPath("$.hits[0].explanation.fusion").value("weighted"))
                .andExpect(jsonPath("$.hits[0].explanation.semantic.rank").value(1));
    }

    @Test
    void explanationsAreShownOnlyOnRequest() throws Exception {
        http.perform(get("/v1/search").param("q", "boat"))
                .andExpect(jsonPath("$.hits[0].explanation").doesNotExist());
    }

    @ParameterizedTest
    @CsvSource({
        "source, trade",
        "language, nl",
        "to, 2021-01-01T00:00:00Z",
        "metadata.year, 2020",
        "metadata.year, 2020.0"
    })
    void everyFilterOfTheUrlHolds(String parameter, String value) throws Exception {
        http.perform(get("/v1/search").param("q", "boat").param(parameter, value))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.hits", hasSize(1)))
                .andExpect(jsonPath("$.hits[0].doc_id").value("far"));
    }

    @Test
    void severalSourcesAreAlternatives() throws Exception {
        http.perform(get("/v1/search?q=boat&source=trade&source=nature")).andExpect(jsonPath("$.hits", hasSize(2)));
    }

    @Test
    void aJsonQuestionMeansTheSame() throws Exception {
        ask("""
                {"query": "boat", "mode": "keyword", "size": 5, "source": "trade", "language": "nl",
                 "from": "2019-12-31T23:00:00-02:00", "to": "2026-01-01T00:00:00Z",
                 "metadata": {"year": [2019, 2020]}, "fusion": "rrf", "explain": true, "client_id": "c1"}""")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.mode").value("keyword"))
                .andExpect(jsonPath("$.hits", hasSize(0)));
        ask("""
                {"q": "boat", "source": ["trade", "none"], "metadata": {"year": 2020}}""")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.hits[0].doc_id").value("far"))
                .andExpect(jsonPath("$.hits", hasSize(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'term': {'source': 'trade'}}",
                "{'term': {'metadata.year': [2019, 2020.0]}}",
                "{'range': {'metadata.year': {'lt': 2025}}}",
                "{'range': {'metadata.year': {'gte': 2020, 'lte': 2020}}}",
                "{'range': {'timestamp': {'gte': '2020-01-01', 'lt': '2020-01-01T00:00:00.001Z'}}}",
                "{'and': [{'or': [{'term': {'language': 'nl'}}, {'term': {'source': 'none'}}]}, {'exists': 'source'}]}",
                "{'not': {'term': {'doc_id': 'near'}}}"
            })
    void aFilterHoldsInEveryMode(String filter) throws Exception {
        for (String mode : List.of("keyword", "semantic", "hybrid")) {
            ask("{'query': 'boat', 'mode': '%s', 'filter': %s}".formatted(mode, filter))
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.hits[*].doc_id", contains("far")));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[]|filter|wrong_type",
                "'source'|filter|wrong_type",
                "{}|filter|wrong_type",
                "{'exists': 'source', 'not': {'exists': 'source'}}|filter|wrong_type",
                "{'nor': []}|filter.nor|unknown_condition",
                "{'and': []}|filter.and|wrong_type",
                "{'and': [{'exists': 'source'}, 3]}|filter.and[1]|wrong_type",
                "{'term': {'colour': 'red'}}|filter.term.colour|unknown_field",
                "{'term': {'metadata.': 'red'}}|filter.term.metadata.|unknown_field",
                "{'term': {'source': {}}}|filter.term.source|wrong_type",
                "{'term': {'source': []}}|filter.term.source|wrong_type",
                "{'term': {'source': null}}|filter.term.source|wrong_type",
                "{'term': {'timestamp': '2026-01-01'}}|filter.term.timestamp|unsupported_field",
                "{'exists': 3}|filter.exists|wrong_type",
                "{'exists': 'colour'}|filter.exists|unknown_field",
                "{'range': {'source': {'gt': 1}}}|filter.range.source|unsupported_field",
                "{'range': {'metadata.year': {}}}|filter.range.metadata.year|wrong_type",
                "{'range': {'metadata.year': {'over': 1}}}|filter.range.metadata.year.over|unknown_bound",
                "{'range': {'metadata.year': {'gt': 'NaN'}}}|filter.range.metadata.year.gt|bad_bound",
                "{'range': {'metadata.year': {'gt': 1e999}}}|filter.range.metadata.year.gt|bad_bound",
                "{'range': {'metadata.year': {'gt': 1, 'gte': 2}}}|filter.range.metadata.year|ambiguous",
                "{'range': {'metadata.year': {'gt': 1, 'lt': '2026-01-01'}}}|filter.range.metadata.year|wrong_type",
                "{'range': {'timestamp': {'gt': 1}}}|filter.range.timestamp.gt|bad_bound"
            })
    void aBadFilterIsNamedByItsPath(String filter, String field, String code) throws Exception {
        ask("{'query': 'boat', 'filter': %s}".formatted(filter))
                .andExpect(status().is(422))
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.field").value(field))
                .andExpect(jsonPath("$.code").value(code));
    }

    @Test
    void aFilterIsOnlySoDeepAndSoLarge() throws Exception {
        ask("{'query': 'boat', 'filter': %s{'exists': 'source'}%s}".formatted("{'not':".repeat(15), "}".repeat(15)))
                .andExpect(status().isOk());
        ask("{'query': 'boat', 'filter': %s{'exists': 'source'}%s}".formatted("{'not':".repeat(16), "}".repeat(16)))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.code").value("too_deep"));
        ask("{'query': 'boat', 'filter': %s{'exists': 'source'}%s}".formatted("{'not':".repeat(900), "}".repeat(900)))
                .andExpect(status().is4xxClientError())
                .andExpect(jsonPath("$.code").isString());
        ask("{'query': 'boat', 'filter': {'or': [%s{'exists': 'source'}]}}"
                        .formatted("{'exists': 'source'},".repeat(256)))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.violations", hasSize(1)))
                .andExpect(jsonPath("$.code").value("too_many"));
        ask("{'query': 'boat', 'filter': {'term': {'source': [%s1]}}}".formatted("1,".repeat(1000)))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.code").value("too_many"));
        ask("{'query': 'boat', 'filter': {'range': {'metadata.year': {'gt': NaN}}}}")
                .andExpect(status().is(400))
                .andExpect(jsonPath("$.code").value("malformed_json"));
    }

    @ParameterizedTest
    @CsvSource({
        "q, '', query, blank",
        "mode, fuzzy, mode, unknown_mode",
        "fusion, sum, fusion, unknown_fusion",
        "size, 0, size, out_of_range",
        "size, 10001, size, out_of_range",
        "size, ten, size, not_a_number",
        "from, yesterday, from, bad_instant",
        "to, 2026-13-01T00:00:00Z, to, bad_instant",
        "explain, perhaps, explain, not_a_boolean",
        "colour, red, colour, unknown_field",
        "metadata., red, metadata., unknown_field"
    })
    void aBadParameterIsNamed(String parameter, String value, String field, String code) throws Exception {
        var request = get("/v1/search").param(parameter, value);
        if (!parameter.equals("q")) {
            request.param("q", "boat");
        }
        http.perform(request)
                .andExpect(status().is(422))
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.field").value(field))
                .andExpect(jsonPath("$.code").value(code));
    }

    @Test
    void hitsAreSortedCountedGroupedAndShownAsAsked() throws Exception {
        http.perform(get("/v1/search")
                        .param("q", "boat")
                        .param("sort", "timestamp:asc")
                        .param("facet", "source", "metadata.year:1")
                        .param("group_by", "source")
                        .param("fields", "title,metadata.year"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.hits[*].doc_id", contains("far", "near")))
                .andExpect(jsonPath("$.hits[0].source").doesNotExist())
                .andExpect(jsonPath("$.hits[0].metadata.year").value(2020))
                .andExpect(jsonPath("$.hits[0].group.value").value("trade"))
                .andExpect(jsonPath("$.hits[0].group.size").value(1))
                .andExpect(jsonPath("$.groups.value").value(2))
                .andExpect(jsonPath("$.facets.source.values[*].value", contains("nature", "trade")))
                .andExpect(jsonPath("$.facets['metadata.year'].others").value(1))
                .andExpect(jsonPath("$.facets['metadata.year'].relation").value("eq"));
        ask("""
                {"query": "boat", "sort": {"field": "metadata.year", "order": "desc"}, "min_score": 0.01,
                 "facets": ["language", {"field": "source", "size": 1}], "fields": ["content"]}""")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.hits[*].doc_id", contains("near", "far")))
                .andExpect(jsonPath("$.hits[0].content").value("A small boat on calm water."))
                .andExpect(jsonPath("$.hits[0].title").doesNotExist())
                .andExpect(jsonPath("$.facets.language.values", hasSize(2)))
                .andExpect(jsonPath("$.facets.source.others").value(1));
    }

    @Test
    void theBestHitsAreLeftOutByAnOffset() throws Exception {
        http.perform(get("/v1/search?q=boat&offset=1"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.hits[*].doc_id", contains("far")))
                .andExpect(jsonPath("$.total.value").value(2));
        ask("{'query': 'boat', 'offset': 2, 'group_by': 'metadata.year'}")
                .andExpect(jsonPath("$.hits").isEmpty())
                .andExpect(jsonPath("$.groups.value").value(2));
    }

    @Test
    void passagesAreListedWithinABudget() throws Exception {
        ask("{'query': 'boat', 'max_tokens': 500, 'fields': []}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.passages[0].text").value("A small boat on calm water."))
                .andExpect(jsonPath("$.passages[0].doc_id").value("near"))
                .andExpect(jsonPath("$.passages[0].start").value(0))
                .andExpect(jsonPath("$.passages[0].tokens").value(7));
        http.perform(get("/v1/search?q=boat&max_tokens=1"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.notices[*].code", contains("token_budget")))
                .andExpect(jsonPath("$.passages").isEmpty());
        http.perform(get("/v1/search?q=boat"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.passages").doesNotExist());
    }

    @Test
    void severalQuestionsAreAnsweredEachByItself() throws Exception {
        http.perform(post("/v1/searches")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                        {"searches": [{"query": "boat", "source": "nature"}, {"query": " "}, null,
                                      {"more_like": "never"}, {"query": "ships", "mode": "keyword"}]}"""))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.responses", hasSize(5)))
                .andExpect(jsonPath("$.responses[0].hits[*].doc_id", contains("near")))
                .andExpect(jsonPath("$.responses[1].status").value(422))
                .andExpect(jsonPath("$.responses[1].field").value("query"))
                .andExpect(jsonPath("$.responses[1].code").value("blank"))
                .andExpect(jsonPath("$.responses[1].trace_id").isString())
                .andExpect(jsonPath("$.responses[2].code").value("wrong_type"))
                .andExpect(jsonPath("$.responses[3].status").value(404))
                .andExpect(jsonPath("$.responses[4].hits[*].doc_id", contains("far")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'query': 'boat', 'size': 'ten'}",
                "{'query': 'boat', 'size': 99999999999}",
                "{'query': ['boat']}",
                "{'query': 'boat', 'source': [null]}",
                "{'query': 'boat', 'fields': {}}",
                "{'query': 'boat', 'metadata': {'year': []}}",
                "[]",
                "3"
            })
    void oneBadQuestionCostsTheOthersNothing(String question) throws Exception {
        http.perform(post("/v1/searches")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{'searches': [{'query': 'boat', 'source': 'nature'}, %s]}"
                                .formatted(question)
                                .replace('\'', '"')))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.responses[0].hits[*].doc_id", contains("near")))
                .andExpect(jsonPath("$.responses[1].status").value(422))
                .andExpect(jsonPath("$.responses[1].code").value("wrong_type"))
                .andExpect(jsonPath("$.responses[1].detail", not(containsString("java"))))
                .andExpect(jsonPath("$.responses[1].field").exists());
    }

    @Test
    void filtersBesideTheTreeAreBoundedToo() throws Exception {
        ask("{'query': 'boat', 'metadata': {%s'year': 2020}}".formatted(numbered("'k%d': 1,", 255)))
                .andExpect(status().isOk());
        ask("{'query': 'boat', 'metadata': {%s'year': 2020}}".formatted(numbered("'k%d': 1,", 9_000)))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.code").value("too_many"))
                .andExpect(jsonPath("$.field").value("metadata"));
        ask("{'query': 'boat', 'metadata': {'year': [%s2020]}}".formatted("1,".repeat(1_000)))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.code").value("too_many"));
        ask("{'query': 'boat', 'source': [%s'trade']}".formatted("'x',".repeat(1_000)))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.code").value("too_many"))
                .andExpect(jsonPath("$.field").value("source"));
        ask("{'query': 'boat', 'source': ['trade', null]}")
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.code").value("wrong_type"))
                .andExpect(jsonPath("$.field").value("source"));
    }

    private static String numbered(String each, int times) {
        return IntStream.range(0, times).mapToObj(each::formatted).collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"searches\": []}", "{\"searches\": [MANY]}"})
    void noQuestionsAndTooManyAreRefused(String body) throws Exception {
        String many = String.join(",", Collections.nCopies(51, "{\"query\": \"boat\"}"));
        http.perform(post("/v1/searches")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body.replace("MANY", many)))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.field").value("searches"))
                .andExpect(jsonPath("$.code").value("out_of_range"));
    }

    @Test
    void besideTheQuestionsStandsNothing() throws Exception {
        http.perform(post("/v1/searches")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"searches\": [{\"query\": \"boat\"}], \"size\": 5}"))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.field").value("size"))
                .andExpect(jsonPath("$.code").value("unknown_field"));
    }

    @Test
    void pagesAreTurnedByCursor() throws Exception {
        String first = http.perform(get("/v1/search?q=boat&size=1&cursor=*"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.hits[*].doc_id", contains("near")))
                .andReturn()
                .getResponse()
                .getContentAsString();
        String cursor = JsonPath.read(first, "$.next_cursor");

        http.perform(get("/v1/search").param("q", "boat").param("cursor", cursor))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.hits[*].doc_id", contains("far")))
                .andExpect(jsonPath("$.total.value").value(2))
                .andExpect(jsonPath("$.next_cursor").doesNotExist());
        ask("{'cursor': '%s'}".formatted(cursor)).andExpect(jsonPath("$.hits[*].doc_id", contains("far")));
        http.perform(get("/v1/search").param("cursor", cursor).param("size", "1"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.hits[*].doc_id", contains("far")));
        for (String other : List.of("'query': 'ship'", "'mode': 'keyword'", "'fields': ['title']")) {
            ask("{%s, 'cursor': '%s'}".formatted(other, cursor))
                    .andExpect(status().is(422))
                    .andExpect(jsonPath("$.code").value("bad_cursor"))
                    .andExpect(jsonPath("$.field").value("cursor"));
        }
        ask("{'colour': 1, 'cursor': '%s'}".formatted(cursor))
                .andExpect(jsonPath("$.violations[*].field", hasItem("colour")));
        ask("{'query': 'ship', 'cursor': '%s'}".formatted(cursor))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.code").value("bad_cursor"))
                .andExpect(jsonPath("$.field").value("cursor"));
        kept.release("g1-test");
        ask("{'cursor': '%s'}".formatted(cursor))
                .andExpect(status().isGone())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.code").value("cursor_expired"))
                .andExpect(jsonPath("$.trace_id").exists());
    }

    @Test
    void aFirstPageIsNeverRefusedForThoseThatAreKept() throws Exception {
        for (int i = 0; i < 50; i++) {
            http.perform(get("/v1/search?q=boat&size=1&cursor=*")).andExpect(status().isOk());
        }
        assertThat(meters.get("trovex.index.cursors").gauge().value()).isEqualTo(50);

        http.perform(get("/v1/search?q=boat&size=1&cursor=*"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.next_cursor").exists());
        assertThat(meters.get("trovex.index.cursors").gauge().value()).isEqualTo(50);
        kept.release("g1-test");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'min_score': 'high'|min_score|wrong_type",
                "'min_score': 'NaN'|min_score|not_a_number",
                "'sort': 'colour'|sort|unknown_field",
                "'sort': 'timestamp:up'|sort|unknown_order",
                "'sort': 'score:asc'|sort|unknown_order",
                "'sort': {'field': 'source', 'by': 'x'}|sort|wrong_type",
                "'facets': ['colour']|facets[0]|unknown_field",
                "'facets': ['timestamp']|facets[0]|unknown_field",
                "'facets': ['source:0']|facets[0]|out_of_range",
                "'facets': ['source:many']|facets[0]|out_of_range",
                "'facets': ['source', 'source:3']|facets[1]|repeated",
                "'facets': [null]|facets[0]|wrong_type",
                "'group_by': 'timestamp'|group_by|unknown_field",
                "'group_by': 'doc_id'|group_by|unknown_field",
                "'group_by': 'metadata.'|group_by|unknown_field",
                "'offset': -1|offset|out_of_range",
                "'offset': 1001|offset|out_of_range",
                "'offset': 1, 'cursor': '*'|offset|not_with_cursor",
                "'fields': ['colour']|fields|unknown_field",
                "'fields': ['metadata.']|fields|unknown_field",
                "'max_tokens': 0|max_tokens|out_of_range",
                "'max_tokens': 100001|max_tokens|out_of_range",
                "'max_tokens': 10, 'cursor': '*'|max_tokens|not_with_cursor",
                "'cursor': 'x'|cursor|bad_cursor",
                "'cursor': ''|cursor|bad_cursor"
            })
    void aBadOptionIsNamed(String option, String field, String code) throws Exception {
        ask("{'query': 'boat', %s}".formatted(option))
                .andExpect(status().is(422))
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.field").value(field))
                .andExpect(jsonPath("$.code").value(code))
                .andExpect(jsonPath("$.trace_id").exists());
    }

    @Test
    void everyReasonIsGiven() throws Exception {
        ask("""
                {"query": " ", "mode": "x", "size": -1, "from": "2026-01-02T00:00:00Z", "to": "2026-01-01T00:00:00Z",
                 "metadata": {"deep": {"er": 1}}, "limit": 3}""")
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.violations[*].field")
                        .value(contains("query", "mode", "size", "to", "metadata.deep", "limit")));
    }

    @Test
    void theSyntaxOfAQueryHoldsAndIsNeverAnError() throws Exception {
        http.perform(get("/v1/search").param("q", "boat \"large ships\" -water year:2020"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.notices").doesNotExist())
                .andExpect(jsonPath("$.hits[*].doc_id", contains("far")));
        double before = meters.counter("trovex.index.search.notices", "code", "query_syntax")
                .count();
        http.perform(get("/v1/search").param("q", "boat \"large sorce:trade"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.notices[*].code", contains("query_syntax", "query_syntax")))
                .andExpect(jsonPath("$.notices[0].detail", containsString("not closed")))
                .andExpect(jsonPath("$.notices[1].detail", containsString("sorce")))
                .andExpect(jsonPath("$.hits", hasSize(2)));
        assertThat(meters.counter("trovex.index.search.notices", "code", "query_syntax")
                        .count())
                .isEqualTo(before + 1);
    }

    @Test
    void aTypingErrorIsForgivenAndSaid() throws Exception {
        http.perform(get("/v1/search").param("q", "larke boat").param("mode", "keyword"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.notices[0].code").value("corrected"))
                .andExpect(jsonPath("$.notices[0].detail", containsString("'large'")))
                .andExpect(jsonPath("$.hits[*].doc_id", containsInAnyOrder("far", "near")));
        http.perform(get("/v1/search").param("q", "larke boat").param("mode", "semantic"))
                .andExpect(jsonPath("$.notices").doesNotExist());
    }

    @Test
    void suggestsWhatIsBeingTyped() throws Exception {
        http.perform(get("/v1/suggest").param("q", "bo").param("size", "2"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.generation").value("g1-test"))
                .andExpect(jsonPath("$.suggestions[0].text").value("Boats"))
                .andExpect(jsonPath("$.suggestions[0].kind").value("title"))
                .andExpect(jsonPath("$.suggestions[0].doc_id").value("near"))
                .andExpect(jsonPath("$.suggestions[1].text").value("boats"))
                .andExpect(jsonPath("$.suggestions[1].kind").value("word"))
                .andExpect(jsonPath("$.suggestions[1].documents").value(2))
                .andExpect(jsonPath("$.did_you_mean").doesNotExist());
        http.perform(get("/v1/suggest").param("q", "large shups"))
                .andExpect(jsonPath("$.did_you_mean").value("large ships"));
        assertThat(meters.get("trovex.index.suggest").timer().count()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "q, ' ', q, blank",
        "size, 0, size, out_of_range",
        "size, 51, size, out_of_range",
        "size, few, size, not_a_number",
        "size, 99999999999, size, out_of_range",
        "sort, title, sort, unknown_field"
    })
    void aBadSuggestParameterIsNamed(String parameter, String value, String field, String code) throws Exception {
        var request = get("/v1/suggest").param(parameter, value);
        if (!parameter.equals("q")) {
            request.param("q", "boat");
        }
        http.perform(request)
                .andExpect(status().is(422))
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.field").value(field))
                .andExpect(jsonPath("$.code").value(code));
    }

    @Test
    void whatIsGivenTwiceIsNotChosenFrom() throws Exception {
        http.perform(get("/v1/suggest").param("q", "boat", "ship"))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.code").value("repeated"))
                .andExpect(jsonPath("$.field").value("q"));
        http.perform(get("/v1/search").param("q", "boat").param("query", "ship"))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.code").value("repeated"))
                .andExpect(jsonPath("$.field").value("q"));
        ask("{'q': 'boat', 'query': 'ship'}")
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.code").value("repeated"))
                .andExpect(jsonPath("$.field").value("q"));
        ask("{'query': 'boat', 'query': 'ship'}")
                .andExpect(status().is(400))
                .andExpect(jsonPath("$.detail").value(startsWith("a field stands twice")))
                .andExpect(jsonPath("$.code").value("malformed_json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'size': 2.9",
                "'size': '2'",
                "'offset': 1.5",
                "'explain': 1",
                "'explain': 'true'",
                "'mode': 1",
                "'min_score': '0.1'"
            })
    void aValueOfAnotherTypeIsRefused(String field) throws Exception {
        ask("{'query': 'boat', %s}".formatted(field))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.code").value("wrong_type"))
                .andExpect(jsonPath("$.field").value(field.substring(1, field.indexOf("':"))));
    }

    @Test
    void moreLikeADocumentNeedsNoQuery() throws Exception {
        http.perform(get("/v1/search").param("more_like", "near").param("mode", "keyword"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.hits[*].doc_id", contains("far")));
        ask("{'query': 'ships', 'more_like': 'near', 'size': 5}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.hits[*].doc_id", contains("far")));
        ask("{'more_like': 'never'}")
                .andExpect(status().is(404))
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.code").value("unknown_document"))
                .andExpect(jsonPath("$.field").value("more_like"));
        ask("{'query': 'ships', 'more_like': ' '}")
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.field").value("more_like"));
    }

    @Test
    void aTextOverTheLimitIsRefused() throws Exception {
        http.perform(get("/v1/search").param("q", "x".repeat(4_097)))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.code").value("too_long"))
                .andExpect(jsonPath("$.detail", containsString("4096")));
    }

    @Test
    void aWrongJsonTypeIsNamed() throws Exception {
        ask("""
                {"query": "boat", "size": "ten"}""")
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.field").value("size"))
                .andExpect(jsonPath("$.detail").value("a whole number"));
    }

    @Test
    void withoutTheEmbedderTheAnswerIsDegraded() throws Exception {
        embedderAway.set(true);

        http.perform(get("/v1/search").param("q", "ships"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.degraded").value(true))
                .andExpect(jsonPath("$.degraded_reason").value("embedder_saturated"))
                .andExpect(jsonPath("$.fallback").value("keywords"))
                .andExpect(jsonPath("$.hits", hasSize(1)))
                .andExpect(jsonPath("$.hits[0].doc_id").value("far"));
        assertThat(meters.get("trovex.index.search")
                        .tags("degraded", "true", "reason", "embedder_saturated", "fallback", "keywords")
                        .timer()
                        .count())
                .isPositive();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}|rules|missing",
                "{'rules': null}|rules|missing",
                "{'rules': {}}|rules|wrong_type",
                "{'rules': [null]}|rules[0].words|missing",
                "{'rules': [{'words': ['car']}]}|rules[0].words|too_few",
                "{'rules': [{'words': ['car', 'auto']}, {'words': ['a', null]}]}|rules[1].words[1]|wrong_type",
                "{'rules': [{'words': ['car', {}]}]}|rules[0].words[1]|wrong_type",
                "{'rules': [{'words': ['car'], 'to': []}]}|rules[0].to|too_few",
                "{'rules': [{'words': ['car', '!']}]}|rules[0].words[1]|blank",
                "{'rules': [], 'foo': 1}|foo|unknown_field",
                "{'rules': [{'words': ['a1'], 'too': ['b']}]}|rules[0].too|unknown_field"
            })
    void badSynonymsAreNamedByTheirPlace(String body, String field, String code) throws Exception {
        http.perform(put("/v1/synonyms").contentType(MediaType.APPLICATION_JSON).content(body.replace('\'', '"')))
                .andExpect(status().is(422))
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.field").value(field))
                .andExpect(jsonPath("$.code").value(code));
    }

    @ParameterizedTest
    @CsvSource({
        "'', '{\"model\": \"test-model\", \"chunking\": {\"passage_tokens\": 1}}', chunking.passage_tokens",
        ":promote, '{\"bogus\": true}', bogus"
    })
    void anOrderOnAGenerationHasNoFieldsThatNobodyReads(String action, String body, String field) throws Exception {
        String path = action.isEmpty() ? "/v1/generations" : "/v1/generations/g1-test" + action;
        http.perform(post(path).contentType(MediaType.APPLICATION_JSON).content(body))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.code").value("unknown_field"))
                .andExpect(jsonPath("$.field").value(field));
    }

    @Test
    void synonymsThatTheLogDoesNotTakeAreRefusedForNow() throws Exception {
        http.perform(put("/v1/synonyms").contentType(MediaType.APPLICATION_JSON).content("{\"rules\": []}"))
                .andExpect(status().isServiceUnavailable())
                .andExpect(header().exists("Retry-After"))
                .andExpect(jsonPath("$.code").value("log_unavailable"));
    }

    @Test
    void healthTellsWhetherTheEmbedderAnswersAndStaysUp() throws Exception {
        http.perform(get("/actuator/health/queryEmbedder"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.status").value("UP"))
                .andExpect(jsonPath("$.details['g1-test']").value("answers"));
    }

    @Test
    void aSearchThatTheLogDoesNotTakeIsCountedAndAnswered() throws Exception {
        double before = meters.counter("trovex.index.searches.unlogged").count();

        http.perform(get("/v1/search").param("q", "boat")).andExpect(status().isOk());

        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> meters.counter("trovex.index.searches.unlogged").count() > before);
    }

    @Test
    void showsOperatorsWhatTheIndexHolds() throws Exception {
        http.perform(get("/v1/index"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.generation").value("g1-test"))
                .andExpect(jsonPath("$.documents").value(2))
                .andExpect(jsonPath("$.passages").value(2))
                .andExpect(jsonPath("$.offsets").isMap());
    }

    @Test
    void measuresSearchesByModeAndDegradation() throws Exception {
        http.perform(get("/v1/search").param("q", "boat").param("mode", "semantic"));

        assertThat(meters.get("trovex.index.search")
                        .tags("mode", "semantic", "degraded", "false")
                        .timer()
                        .count())
                .isPositive();
        assertThat(meters.get("trovex.index.documents").gauge().value()).isEqualTo(2);
    }

    @Test
    void describesItself() throws Exception {
        http.perform(get("/v3/api-docs"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.paths['/v1/search'].get.parameters[?(@.name=='q')].example")
                        .exists())
                .andExpect(jsonPath("$.paths['/v1/search'].get.parameters[?(@.name=='parameters')]")
                        .isEmpty())
                .andExpect(jsonPath("$.components.schemas.SearchResponse.properties.degraded_reason.enum[0]")
                        .value("embedder_timeout"))
                .andExpect(jsonPath("$.components.schemas.SearchQuestion.properties.query")
                        .exists())
                .andExpect(jsonPath("$.components.schemas.SearchQuestion.properties.q")
                        .doesNotExist())
                .andExpect(jsonPath("$.components.schemas.SearchQuestion.properties.unknown")
                        .doesNotExist());
    }

    private ResultActions ask(String json) throws Exception {
        return http.perform(
                post("/v1/search").contentType(MediaType.APPLICATION_JSON).content(json.replace('\'', '"')));
    }
}
