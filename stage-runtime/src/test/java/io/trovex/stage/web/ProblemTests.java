package io.trovex.stage.web;

import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micrometer.tracing.Tracer;
import io.trovex.contracts.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

class ProblemTests {
    private final MockMvc http = MockMvcBuilders.standaloneSetup(new Things())
            .setControllerAdvice(new ProblemAdvice(new Problems(Tracer.NOOP)))
            .build();

    @Test
    void aRefusalNamesEveryViolation() throws Exception {
        http.perform(get("/refused"))
                .andExpect(status().is(422))
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.code").value("blank"))
                .andExpect(jsonPath("$.field").value("content"))
                .andExpect(jsonPath("$.violations", hasSize(2)));
    }

    @Test
    void anOutageSaysWhenToComeBack() throws Exception {
        http.perform(get("/away"))
                .andExpect(status().is(503))
                .andExpect(header().string("Retry-After", "5"))
                .andExpect(jsonPath("$.code").value("broker_unavailable"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'count': 'many'} | count | a whole number",
                "{'count': 99999999999} | count | the number is out of range",
                "{'name': []} | name | a string",
                "{'share': {}} | share | a number",
                "{'open': 'perhaps'} | open | true or false",
                "{'names': 'one'} | names | a list",
                "{'names': ['one', {}]} | names[1] | a string",
                "{'at': 'noon'} | at | an RFC 3339 date-time like 2026-01-31T12:00:00Z",
                "{'inner': 3} | inner | an object",
                "{'inner': ''} | inner | an object",
                "{'inner': {'inner': []}} | inner.inner | an object",
                "{'by_name': []} | by_name | an object",
                "[] | ~~ | the body is one object, and nothing behind it",
                "{'count': 1} {} | ~~ | the body is one object, and nothing behind it",
            })
    void aWrongTypeIsSaidInWordsOfJson(String body, String field, String detail) throws Exception {
        http.perform(post("/things").contentType(MediaType.APPLICATION_JSON).content(body.replace('\'', '"')))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.code").value("wrong_type"))
                .andExpect(jsonPath("$.field").value(field))
                .andExpect(jsonPath("$.detail").value(detail));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"count\": 1", "{\"count\": NaN}", "{count: 1}", "{\"count\": 1]", "{\"count\": 1} x"})
    void whatIsNoJsonIsToldByItsPlace(String body) throws Exception {
        http.perform(post("/things").contentType(MediaType.APPLICATION_JSON).content(body))
                .andExpect(status().is(400))
                .andExpect(jsonPath("$.code").value("malformed_json"))
                .andExpect(jsonPath("$.detail").value(matchesPattern("the body is no JSON near line 1, column \\d+")));
    }

    @Test
    void deepNestingIsRefusedNotAnError() throws Exception {
        String deep = "{\"other\": " + "[".repeat(2_000) + "]".repeat(2_000) + "}";

        http.perform(post("/things").contentType(MediaType.APPLICATION_JSON).content(deep))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.code").value("limit_exceeded"))
                .andExpect(jsonPath("$.detail").value(matchesPattern("Document nesting depth[^`]+")));
    }

    @Test
    void aWrongContentTypeIs415() throws Exception {
        http.perform(post("/things").contentType(MediaType.TEXT_PLAIN).content("count=1"))
                .andExpect(status().is(415))
                .andExpect(jsonPath("$.code").value("unsupported_media_type"));
    }

    @Test
    void aWrongParameterNamesItself() throws Exception {
        http.perform(get("/sized").param("size", "ten"))
                .andExpect(status().is(400))
                .andExpect(jsonPath("$.field").value("size"));
    }

    @Test
    void ourOwnFailureHidesItsInsides() throws Exception {
        http.perform(get("/broken"))
                .andExpect(status().is(500))
                .andExpect(jsonPath("$.code").value("internal_error"))
                .andExpect(jsonPath("$.detail").value(matchesPattern("(?!.*secret).*")));
    }

    @RestController
    static class Things {
        record Thing(
                @JsonProperty("count") int count,
                @JsonProperty("name") @Nullable String name,
                @JsonProperty("share") @Nullable Double share,
                @JsonProperty("open") @Nullable Boolean open,
                @JsonProperty("names") @Nullable List<String> names,
                @JsonProperty("at") @Nullable Instant at,
                @JsonProperty("inner") @Nullable Thing inner,
                @JsonProperty("by_name") @Nullable Map<String, String> byName) {}

        @GetMapping("/refused")
        String refused() {
            throw ProblemException.invalid(List.of(
                    new Violation("content", "blank", "content is blank"),
                    new Violation("source", "pattern", "source has a space")));
        }

        @GetMapping("/away")
        String away() {
            throw ProblemException.unavailable("broker_unavailable", "no broker", Duration.ofSeconds(5), null);
        }

        @GetMapping("/broken")
        String broken() {
            throw new IllegalStateException("a secret");
        }

        @GetMapping("/sized")
        int sized(@RequestParam("size") int size) {
            return size;
        }

        @PostMapping(path = "/things", consumes = MediaType.APPLICATION_JSON_VALUE)
        int things(@RequestBody Thing thing) {
            return thing.count();
        }
    }
}
