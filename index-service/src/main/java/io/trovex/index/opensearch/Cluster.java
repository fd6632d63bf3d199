package io.trovex.index.opensearch;

import io.trovex.index.engine.IndexUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Request;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5Transport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks OpenSearch. Thread-safe. Whatever it does not answer for now is an {@link IndexUnavailableException}. */
public final class Cluster implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.builder().build();

    static final String NO_INDEX = "index_not_found_exception";

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final ApacheHttpClient5Transport transport;
    private final OpenSearchGenericClient client;

    /** @param body its JSON, or a null node where it has none */
    record Answer(int status, JsonNode body) {
        boolean isFound() {
            return status < 300;
        }

        /** Whether it refuses for that reason. */
        boolean isOf(String type) {
            return body.path("error").path("type").asString("").equals(type);
        }

        /** @throws IndexUnavailableException if it refuses */
        JsonNode ok() {
            if (isOf(NO_INDEX)) {
                throw new IndexLostException(reason(body));
            }
            if (!isFound()) {
                throw new IndexUnavailableException("OpenSearch answers %d: %s".formatted(status, reason(body)), null);
            }
            return body;
        }

        /** @throws IndexUnavailableException if it refuses what is there */
        void okOrNotThere() {
            if (!isOf(NO_INDEX)) {
                ok();
            }
        }
    }

    /** Connects when it is first asked. */
    public Cluster(OpenSearchSettings settings) {
        Timeout patience = Timeout.of(settings.timeout());
        Login login = settings.login();
        this.transport = ApacheHttpClient5TransportBuilder.builder(HttpHost.create(settings.url()))
                .setDefaultHeaders(
                        login == null
                                ? new Header[0]
                                : new Header[] {new BasicHeader(HttpHeaders.AUTHORIZATION, login.header(), true)})
                .setConnectionConfigCallback(connection -> connection.setConnectTimeout(patience))
                .setRequestConfigCallback(request -> request.setResponseTimeout(patience))
                .setHttpClientConfigCallback(http -> http.disableAutomaticRetries())
                .build();
        this.client = new OpenSearchGenericClient(transport);
    }

    Answer ask(String method, String path) {
        return ask(method, path, Map.of(), (Body) null);
    }

    Answer ask(String method, String path, Object json) {
        return ask(method, path, Map.of(), JSON.writeValueAsBytes(json));
    }

    Answer ask(String method, String path, Map<String, String> parameters, byte @Nullable [] json) {
        return ask(method, path, parameters, json == null ? null : Body.from(json, "application/json"));
    }

    /** @throws IndexUnavailableException if it is away, overloaded or failing */
    Answer ask(String method, String path, Map<String, String> parameters, @Nullable Body body) {
        Requests.JsonBodyBuilder request =
                Requests.builder().method(method).endpoint(path).query(parameters);
        try (Response response = client.execute(built(request, body))) {
            int status = response.getStatus();
            byte[] json = response.getBody().map(Body::bodyAsBytes).orElse(new byte[0]);
            JsonNode answer = parsed(json);
            if (status >= SERVER_ERROR || status == TOO_MANY_REQUESTS) {
                throw new IndexUnavailableException(
                        "OpenSearch answers %d: %s".formatted(status, reason(answer)), null);
            }
            return new Answer(status, answer);
        } catch (IOException e) {
            throw new IndexUnavailableException("OpenSearch does not answer: " + e, e);
        }
    }

    private static Request built(Requests.JsonBodyBuilder request, @Nullable Body body) {
        return body == null ? request.build() : request.body(body).build();
    }

    private static JsonNode parsed(byte[] json) {
        try {
            return json.length == 0 ? JSON.nullNode() : JSON.readTree(json);
        } catch (JacksonException _) {
            return JSON.getNodeFactory().stringNode(new String(json, StandardCharsets.UTF_8));
        }
    }

    static String reason(JsonNode body) {
        JsonNode error = body.path("error");
        JsonNode cause = error.path("root_cause").path(0).path("reason");
        return cause.isString() ? cause.asString() : error.isMissingNode() ? body.toString() : error.toString();
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (IOException e) {
            throw new IndexUnavailableException("the client of OpenSearch cannot be closed", e);
        }
    }
}
