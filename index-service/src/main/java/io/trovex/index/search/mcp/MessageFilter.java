package io.trovex.index.search.mcp;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.trovex.stage.web.ProblemException;
import io.trovex.stage.web.Problems;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.EntityResponse;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says what is wrong with a message: as a problem where it is none, else as a JSON-RPC error. The transport would answer
 * 500 with an exception as JSON.
 */
@Component
class MessageFilter implements HandlerFilterFunction<ServerResponse, ServerResponse> {
    private static final Set<String> METHODS = Set.of(
            McpSchema.METHOD_INITIALIZE,
            McpSchema.METHOD_PING,
            McpSchema.METHOD_TOOLS_LIST,
            McpSchema.METHOD_TOOLS_CALL);

    private final JsonMapper json;
    private final Problems problems;

    MessageFilter(JsonMapper json, Problems problems) {
        this.json = json;
        this.problems = problems;
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
        if (!request.method().equals(HttpMethod.POST)) {
            return problem(HttpStatus.METHOD_NOT_ALLOWED, "method_not_allowed", "messages are sent by POST");
        }
        String body = request.body(String.class);
        JsonNode message = read(body);
        JsonNode id = message.path("id");
        String method = message.path("method").asString("");
        if (method.isEmpty() || !(id.isMissingNode() || id.isString() || id.isIntegralNumber())) {
            return problem(
                    HttpStatus.BAD_REQUEST, "malformed_message", "the body is no JSON-RPC request or notification");
        }
        if (!id.isMissingNode() && !METHODS.contains(method)) {
            return error(id, ErrorCodes.METHOD_NOT_FOUND, "there is no method '%s' here".formatted(method));
        }
        if (!id.isMissingNode()
                && method.equals(McpSchema.METHOD_INITIALIZE)
                && !message.path("params").isObject()) {
            return error(id, ErrorCodes.INVALID_PARAMS, "these are no params of '%s'".formatted(method));
        }
        ServerResponse response =
                next.handle(ServerRequest.from(request).body(body).build());
        if (!response.statusCode().isError()) {
            return response;
        }
        if (response instanceof EntityResponse<?> answer && answer.entity() instanceof McpError) {
            return error(id, ErrorCodes.INVALID_PARAMS, "these are no params of '%s'".formatted(method));
        }
        return switch (HttpStatus.valueOf(response.statusCode().value())) {
            case FORBIDDEN ->
                problem(
                        HttpStatus.FORBIDDEN,
                        "origin_not_allowed",
                        "pages of this origin may not use the tools: trovex.mcp.origins lists those that may");
            case SERVICE_UNAVAILABLE ->
                problem(HttpStatus.SERVICE_UNAVAILABLE, "shutting_down", "the service is shutting down");
            default ->
                problem(
                        HttpStatus.BAD_REQUEST,
                        "not_acceptable",
                        "Accept has to list application/json and text/event-stream");
        };
    }

    private JsonNode read(String body) {
        try {
            return json.readTree(body);
        } catch (JacksonException _) {
            return json.missingNode();
        }
    }

    private ServerResponse error(JsonNode id, int code, String said) {
        JSONRPCError error = new JSONRPCError(code, said);
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.writeValueAsString(JSONRPCResponse.error(json.treeToValue(id, Object.class), error)));
    }

    private ServerResponse problem(HttpStatus status, String code, String detail) {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problems.problem(ProblemException.of(status, code, detail)));
    }
}
