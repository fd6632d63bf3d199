package io.trovex.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to one Trovex. A 429 or 503 with {@code Retry-After} is waited out and tried again. Thread-safe. */
public final class TrovexClient {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final int MOST_ATTEMPTS = 30;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Set<String> UNDER_WAY = Set.of("extracting", "submitted", "validated", "embedded");

    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI url;

    /** @param url for example {@code http://127.0.0.1:8080} */
    public TrovexClient(URI url) {
        this.url = url;
    }

    /**
     * Submits documents in one bulk request; one refused document costs the others nothing.
     *
     * @param untilIndexed return only when searches see all of them (or they are rejected)
     * @return one result for each document, in their order
     */
    public List<ItemResult> submit(List<Document> documents, boolean untilIndexed) {
        return submitLines(documents.stream().map(json::writeValueAsString).toList(), untilIndexed);
    }

    /**
     * As {@link #submit(List, boolean)}, for documents that are JSON already, one a line. Lines that the pipeline did
     * not take, or that the server never read, are sent again after the time that it asks for, and with them every later
     * line of the same document: its last line stays its last version.
     */
    public List<ItemResult> submitLines(List<String> lines, boolean untilIndexed) {
        BulkLines open = new BulkLines(lines, json);
        int attempts = 0;
        while (!open.isEmpty()) {
            if (attempts == MOST_ATTEMPTS) {
                throw new ApiException(503, "not_taken", open.size() + " documents were never taken");
            }
            boolean progress = open.settle(bulk(open.toSend(), untilIndexed));
            attempts = progress ? 1 : attempts + 1;
            if (!open.isEmpty()) {
                pause(open.retryAfter());
            }
        }
        return open.results();
    }

    /** Returns when searches see every accepted one of the results, or its version has settled otherwise. */
    public void awaitSettled(List<ItemResult> results) {
        for (ItemResult result : results) {
            if (result.accepted() && result.docId() != null && result.version() != null) {
                while (!isSettled(result.docId(), result.version())) {
                    sleep(BETWEEN_LOOKS);
                }
            }
        }
    }

    private boolean isSettled(String docId, long version) {
        try {
            JsonNode life = document(docId);
            boolean underWay = UNDER_WAY.contains(life.path("status").asString(""));
            long known = life.path("version").asLong();
            return known > version || (known == version && !underWay);
        } catch (ApiException e) {
            if (e.status() == 404) {
                return false;
            }
            throw e;
        }
    }

    private List<ItemResult> bulk(List<String> lines, boolean untilIndexed) {
        HttpRequest request = request("/v1/documents:bulk" + (untilIndexed ? "?wait_for=indexed&timeout=120s" : ""))
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(String.join("\n", lines)))
                .build();
        return send(request)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> json.readValue(line, ItemResult.class))
                .toList();
    }

    /** Submits one document. */
    public JsonNode submit(Document document, boolean untilIndexed) {
        return json.readTree(send(request("/v1/documents" + (untilIndexed ? "?wait_for=indexed" : ""))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(document)))
                .build()));
    }

    /** Submits a file, whose text the server extracts in the background. */
    public ItemResult submit(FileUpload upload) {
        String boundary = FileUpload.boundary();
        JsonNode answer = json.readTree(send(request("/v1/documents/files")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(upload.body(boundary))
                .build()));
        return new ItemResult(
                1, answer.path("doc_id").asString(), answer.path("version").asLong(), 202, null, null, null, null);
    }

    /**
     * Asks for something that takes its time and tells of it in lines of JSON.
     *
     * @param each told of every line as it comes
     */
    public void post(String path, Consumer<JsonNode> each) {
        HttpRequest request = request(path).POST(BodyPublishers.noBody()).build();
        try {
            HttpResponse<Stream<String>> response = http.send(request, BodyHandlers.ofLines());
            try (Stream<String> lines = response.body()) {
                if (response.statusCode() >= 300) {
                    throw refusal(response.statusCode(), lines.collect(Collectors.joining("\n")));
                }
                lines.filter(line -> !line.isBlank()).map(json::readTree).forEach(each);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new UnreachableException(url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException(url, e);
        }
    }

    /** The answer of {@code POST /v1/search}. */
    public JsonNode search(SearchQuestion question) {
        return json.readTree(send(request("/v1/search")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(question)))
                .build()));
    }

    /** A document's life. */
    public JsonNode document(String docId) {
        String id = URLEncoder.encode(docId, StandardCharsets.UTF_8).replace("+", "%20");
        return get("/v1/documents/" + id);
    }

    /** Any other resource. */
    public JsonNode get(String path) {
        return json.readTree(send(request(path).GET().build()));
    }

    /** Any resource as it is now: asked for once, whatever the answer, and waited for 5 s at most. */
    public Look look(String path) {
        HttpResponse<String> response =
                exchange(request(path).timeout(LOOK).GET().build());
        return new Look(response.statusCode(), body(response));
    }

    private JsonNode body(HttpResponse<String> response) {
        try {
            return json.readTree(response.body());
        } catch (JacksonException _) {
            return json.missingNode();
        }
    }

    /** A resource that is no JSON. */
    public String text(String path) {
        return send(request(path).GET().build());
    }

    /** Any other action. */
    public JsonNode post(String path, Object body) {
        return json.readTree(send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(body)))
                .build()));
    }

    /** Replaces a resource. */
    public JsonNode put(String path, Object body) {
        return json.readTree(send(request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json.writeValueAsString(body)))
                .build()));
    }

    /** Deletes a resource. */
    public void delete(String path) {
        send(request(path).DELETE().build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).timeout(TIMEOUT);
    }

    private String send(HttpRequest request) {
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> response = exchange(request);
            if (response.statusCode() < 300) {
                return response.body();
            }
            boolean later = response.statusCode() == 429 || response.statusCode() == 503;
            if (!later || attempt == MOST_ATTEMPTS) {
                throw refusal(response);
            }
            pause(retryAfter(response));
        }
    }

    /** In seconds; a date, which only proxies send, is not waited for but asked again after a second. */
    private static long retryAfter(HttpResponse<?> response) {
        String header = response.headers().firstValue("Retry-After").orElse("");
        return header.matches("\\d{1,9}") ? Long.parseLong(header) : 1;
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UnreachableException(url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException(url, e);
        }
    }

    private ApiException refusal(HttpResponse<String> response) {
        return refusal(response.statusCode(), response.body());
    }

    private ApiException refusal(int status, String body) {
        try {
            JsonNode problem = json.readTree(body);
            return new ApiException(
                    status,
                    problem.path("code").asString("http_" + status),
                    problem.path("detail").asString(body));
        } catch (JacksonException _) {
            return new ApiException(status, "http_" + status, body);
        }
    }

    private static void pause(long seconds) {
        sleep(Duration.ofSeconds(Math.clamp(seconds, 1, 60)));
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Trovex", e);
        }
    }
}
