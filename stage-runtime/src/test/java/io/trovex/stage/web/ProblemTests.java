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
import java.util.List;
import org.junit.jupiter.api.Test;
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

    @Test
    void brokenJsonIsTheSendersFault() throws Exception {
        http.perform(post("/things").contentType(MediaType.APPLICATION_JSON).content("{\"count\": 1"))
                .andExpect(status().is(400))
                .andExpect(jsonPath("$.code").value("malformed_json"));
    }

    @Test
    void aWrongTypeNamesItsField() throws Exception {
        http.perform(post("/things").contentType(MediaType.APPLICATION_JSON).content("{\"count\": \"many\"}"))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.code").value("wrong_type"))
                .andExpect(jsonPath("$.field").value("count"));
    }

    @Test
    void deepNestingIsRefusedNotAnError() throws Exception {
        String deep = "{\"count\": " + "[".repeat(2_000) + "]".repeat(2_000) + "}";

        http.perform(post("/things").contentType(MediaType.APPLICATION_JSON).content(deep))
                .andExpect(status().is4xxClientError())
                .andExpect(jsonPath("$.code").isString());
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
        record Thing(@JsonProperty("count") int count) {}

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
