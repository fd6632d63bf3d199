package io.trovex.stage.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/** Answers as a problem what Tomcat refuses before any of our code sees it: a broken request line, a bad header. */
final class ProblemReportValve extends ErrorReportValve {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemReportValve.class);
    private static final int LONGEST_DETAIL = 300;

    /** What Tomcat says of an HTTP version or a transfer coding that does not exist; no failure of ours. */
    private static final Set<Integer> OF_THE_SENDER =
            Set.of(HttpServletResponse.SC_NOT_IMPLEMENTED, HttpServletResponse.SC_HTTP_VERSION_NOT_SUPPORTED);

    private final Problems problems;
    private final JsonMapper json = JsonMapper.builder().build();

    ProblemReportValve(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        AtomicBoolean open = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, open);
        if (!open.get()) {
            return;
        }
        if (OF_THE_SENDER.contains(response.getStatus())) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        }
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            Writer body = response.getReporter();
            if (body != null) {
                body.write(json.writeValueAsString(problem(response, failure)));
                response.finishResponse();
            }
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("nobody reads the refusal");
        }
    }

    private Map<String, Object> problem(Response response, @Nullable Throwable failure) {
        HttpStatus status = HttpStatus.resolve(response.getStatus());
        ProblemDetail problem = problems.problem(
                status == null ? HttpStatus.BAD_REQUEST : status,
                status == null || status == HttpStatus.BAD_REQUEST ? "malformed_request" : Problems.code(status),
                detail(response, failure),
                List.of());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("title", problem.getTitle());
        body.put("status", response.getStatus());
        body.put("detail", problem.getDetail());
        if (problem.getProperties() != null) {
            body.putAll(problem.getProperties());
        }
        LOG.atInfo()
                .addKeyValue("status", response.getStatus())
                .addKeyValue("trace_id", body.get("trace_id"))
                .log("request refused before it was understood");
        return body;
    }

    private static String detail(Response response, @Nullable Throwable failure) {
        String said = failure == null ? response.getMessage() : failure.getMessage();
        if (said == null || said.isBlank()) {
            return "The request is no valid HTTP.";
        }
        return said.length() <= LONGEST_DETAIL ? said : said.substring(0, LONGEST_DETAIL) + "…";
    }
}
