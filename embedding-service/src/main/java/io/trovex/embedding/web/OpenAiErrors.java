package io.trovex.embedding.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Says a problem a second time in the words that OpenAI's clients look for, where they call. */
@RestControllerAdvice
class OpenAiErrors implements ResponseBodyAdvice<Object> {

    /** OpenAI's own names. */
    record OpenAiError(
            @JsonProperty("message") @Nullable String message,
            @JsonProperty("type") String type,
            @JsonProperty("param") @Nullable Object param,
            @JsonProperty("code") @Nullable Object code) {}

    @Override
    public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returnType,
            MediaType selectedContentType,
            Class<? extends HttpMessageConverter<?>> selectedConverterType,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        String path = request.getURI().getPath();
        if (body instanceof ProblemDetail problem
                && (path.startsWith("/v1/embeddings") || path.startsWith("/v1/models"))) {
            Map<String, Object> said = problem.getProperties() == null ? Map.of() : problem.getProperties();
            problem.setProperty(
                    "error",
                    new OpenAiError(
                            problem.getDetail(), type(problem.getStatus()), said.get("field"), said.get("code")));
        }
        return body;
    }

    private static String type(int status) {
        return status == 429 ? "rate_limit_error" : status < 500 ? "invalid_request_error" : "server_error";
    }
}
