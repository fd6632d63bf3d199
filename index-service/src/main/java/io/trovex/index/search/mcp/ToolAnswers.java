package io.trovex.index.search.mcp;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.trovex.contracts.Violation;
import io.trovex.stage.web.ProblemException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers calls of tools as JSON; what is wrong with a call is an answer too, which says so. */
@Component
class ToolAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(ToolAnswers.class);

    private final JsonMapper json;
    private final Tracer tracer;

    ToolAnswers(JsonMapper json, Tracer tracer) {
        this.json = json;
        this.tracer = tracer;
    }

    CallToolResult of(Supplier<?> answer) {
        try {
            return text(json.writeValueAsString(answer.get()), false);
        } catch (ProblemException e) {
            return text(explanation(e), true);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("a tool failed");
            return text("Trovex failed on this call; its log says why under the trace id " + traceId(), true);
        }
    }

    private static CallToolResult text(String text, boolean isError) {
        return CallToolResult.builder().addTextContent(text).isError(isError).build();
    }

    private static String explanation(ProblemException e) {
        if (e.violations().isEmpty()) {
            String again = e.retryAfter() == null
                    ? ""
                    : " Try again in %d s.".formatted(e.retryAfter().toSeconds());
            return "%s [%s]%s".formatted(e.detail(), e.code(), again);
        }
        return e.violations().stream().map(ToolAnswers::line).collect(Collectors.joining("\n"));
    }

    private static String line(Violation violation) {
        return "%s: %s [%s]".formatted(violation.field(), violation.detail(), violation.code());
    }

    private String traceId() {
        Span span = tracer.currentSpan();
        return span == null ? "" : span.context().traceId();
    }
}
