package io.trovex.standalone.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;

/** Malformed HTTP/1.1 requests to every endpoint, as the bytes that go over the wire. */
final class HostileRequests {
    private static final String DOCUMENT =
            "{\"doc_id\":\"fuzz-%d\",\"title\":\"t\",\"content\":\"body\",\"source\":\"s\","
                    + "\"timestamp\":\"2026-11-22T10:15:30Z\",\"metadata\":{\"a\":1},\"version\":3}";
    private static final String FEEDBACK =
            "{\"action_name\":\"click\",\"query_id\":\"q\",\"client_id\":\"c\",\"event_attributes\":"
                    + "{\"object\":{\"object_id\":\"d\"},\"position\":{\"ordinal\":1}}}";
    private static final String ORDER = "{\"ids\":[\"documents.submitted-dlt:0:99999\"],\"dry_run\":true,\"limit\":1}";

    private static final String QUESTION =
            "{\"query\":\"q\",\"size\":3,\"mode\":\"keyword\",\"filter\":{\"and\":[{\"term\":{\"metadata.a\":[1,\"x\"]}},"
                    + "{\"or\":[{\"range\":{\"timestamp\":{\"gte\":\"2026-01-01T00:00:00Z\"}}},"
                    + "{\"not\":{\"exists\":\"metadata.b\"}}]}]},\"facets\":[\"source\",{\"field\":\"metadata.a\",\"size\":2}],"
                    + "\"sort\":\"metadata.a:desc\",\"metadata\":{\"a\":[1]},\"from\":\"2026-01-01T00:00:00Z\","
                    + "\"fields\":[\"title\"],\"min_score\":0.1,\"group_by\":\"source\",\"explain\":true,\"max_tokens\":9}";

    /** Of a model that nobody has: what these requests do is to be refused. */
    private static final String GENERATION =
            "{\"id\":\"fuzz\",\"model\":\"none\",\"chunking\":{\"tokens\":64,\"overlap\":0.1},\"by\":\"f\"}";

    private static final List<Endpoint> ENDPOINTS = List.of(
            new Endpoint("POST", "/v1/documents", "application/json", DOCUMENT),
            new Endpoint("PUT", "/v1/documents/fuzz-put", "application/json", DOCUMENT),
            new Endpoint("DELETE", "/v1/documents/fuzz-delete?version=1", "", ""),
            new Endpoint("GET", "/v1/documents/fuzz-0", "", ""),
            new Endpoint("POST", "/v1/documents:bulk", "application/x-ndjson", DOCUMENT),
            new Endpoint("POST", "/v1/documents/files", "multipart/form-data", "not multipart"),
            new Endpoint("POST", "/v1/documents/files", HostileFiles.TYPE, "hostile files"),
            new Endpoint("POST", "/v1/documents/files?wait_for=never", HostileFiles.TYPE, "hostile files"),
            new Endpoint("GET", "/v1/uploads", "", ""),
            new Endpoint("GET", "/v1/uploads/dead-letters?before=0-1", "", ""),
            new Endpoint("POST", "/v1/uploads/dead-letters/0-1:redrive", "", ""),
            new Endpoint("POST", "/v1/uploads/dead-letters/99999999999999999999-1:discard", "", ""),
            new Endpoint("POST", "/v1/objects:gc?dry_run=perhaps", "", ""),
            new Endpoint("POST", "/v1/search", "application/json", "{\"query\":\"q\",\"size\":3,\"mode\":\"keyword\"}"),
            new Endpoint("POST", "/v1/search", "application/json", QUESTION),
            new Endpoint("POST", "/v1/search", "application/json", QUESTION),
            new Endpoint("POST", "/v1/search", "application/json", "{\"cursor\":\"AAAA\",\"size\":3}"),
            new Endpoint("GET", "/v1/search?q=tide&sort=timestamp:desc&facets=source:3&mode=keyword", "", ""),
            new Endpoint(
                    "POST", "/v1/searches", "application/json", "{\"searches\":[" + QUESTION + ",{\"query\":\"q\"}]}"),
            new Endpoint("GET", "/v1/suggest?q=tid&size=3", "", ""),
            new Endpoint("GET", "/v1/generations/none", "", ""),
            new Endpoint("GET", "/v1/generations/none/gate", "", ""),
            new Endpoint("GET", "/v1/generations/none/comparison?queries=1", "", ""),
            new Endpoint("POST", "/v1/generations/none:promote", "application/json", "{\"by\":\"f\",\"reason\":\"r\"}"),
            new Endpoint("POST", "/v1/generations/none:canary", "application/json", "{\"by\":\"f\",\"steps\":[{}]}"),
            new Endpoint("POST", "/v1/generations", "application/json", GENERATION),
            new Endpoint("GET", "/v1/search?q=tide&size=3&mode=keyword", "", ""),
            new Endpoint("POST", "/v1/embeddings", "application/json", "{\"input\":\"a\",\"input_type\":\"query\"}"),
            new Endpoint("GET", "/v1/models/none", "", ""),
            new Endpoint("POST", "/v1/validations", "application/json", DOCUMENT),
            new Endpoint("POST", "/v1/feedback", "application/json", FEEDBACK),
            new Endpoint("POST", "/v1/feedback", "application/x-ndjson", FEEDBACK),
            new Endpoint("GET", "/v1/feedback/documents/d", "", ""),
            new Endpoint("GET", "/v1/dead-letters?size=2&newer_than=1h", "", ""),
            new Endpoint("GET", "/v1/dead-letters/groups?state=open", "", ""),
            new Endpoint("GET", "/v1/dead-letters/documents.submitted-dlt:0:0", "", ""),
            new Endpoint("GET", "/v1/dead-letters/report?since=1h", "", ""),
            new Endpoint("POST", "/v1/dead-letters:redrive", "application/json", ORDER),
            new Endpoint("POST", "/v1/dead-letters:discard", "application/json", "{\"ids\":[\"x\"],\"reason\":\"r\"}"),
            new Endpoint("POST", "/v1/replays", "application/json", "{\"stage\":\"none\",\"from\":\"beginning\"}"),
            new Endpoint("GET", "/v1/replays/none", "", ""),
            new Endpoint("POST", "/v1/stages/validation/dry-run", "application/json", "{\"key\":\"\",\"value\":\"\"}"),
            new Endpoint("GET", "/v1/pipeline", "", ""),
            new Endpoint("GET", "/v1/index", "", ""),
            new Endpoint("GET", "/v1/nowhere", "", ""));

    private static final List<String> QUERIES = List.of(
            "q=%zz",
            "q=%",
            "q=%00",
            "q=%ff%fe",
            "q=%c0%80",
            "size=99999999999",
            "size=-1",
            "size=x",
            "q=a&q=b",
            "mode=psychic",
            "&&&==&",
            "%00=%00",
            "q=" + "x".repeat(4_000),
            "wait_for=%zz",
            "wait_for=never",
            "timeout=9e9",
            "version=1e9",
            "cursor=%2f%2f",
            "state=lost",
            "older_than=0",
            "older_than=%2B999999999-01-01T00:00:00Z",
            "since=-1h",
            "dry_run=maybe",
            "sort=%00:up",
            "sort=metadata.:asc",
            "facets=source:-1",
            "facets=,,:",
            "cursor=*",
            "filter={",
            "metadata.a=%00",
            "min_score=NaN",
            "from=never",
            "queries=99999999999",
            "a[]=1&a[b]=2");

    private static final List<String> SEGMENTS = List.of(
            "/%00",
            "/..%2f..%2fetc%2fpasswd",
            "/%2e%2e/x",
            "/;a=b",
            "/" + "x".repeat(3_000),
            "/%c0%ae",
            "/\u00ff\u00fe",
            "/%F0%9F%98%80",
            "/ ",
            "/\t",
            "/con.txt::$DATA",
            "//",
            "/%",
            "/%zz",
            "/{x}",
            "/|",
            "/\"",
            "/\\..\\x");

    private static final List<String> HEADERS = List.of(
            "Content-Type: ;;;",
            "Content-Type: application/json; charset=nonsense",
            "Content-Type: a/b/c",
            "Content-Type: text/html",
            "Content-Type: multipart/form-data",
            "Content-Type: multipart/form-data; boundary=",
            "Content-Type: multipart/form-data; boundary=x",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Type: application/xml",
            "Content-Encoding: gzip",
            "Accept: x",
            "Accept: text/html;q=9",
            "Accept: image/png",
            "Accept-Language: ***",
            "Content-Length: -1",
            "Content-Length: 99999999999999999999",
            "Content-Length: 1\r\nContent-Length: 2",
            "Transfer-Encoding: nonsense",
            "Transfer-Encoding: chunked",
            "Host: other",
            "Host: a b",
            "Expect: the impossible",
            "Range: bytes=9-1",
            "If-Modified-Since: never",
            "traceparent: 00-zz-zz-zz",
            "traceparent: " + "0".repeat(400),
            "baggage: =;=,,",
            "Cookie: a=\u0001",
            "Idempotency-Key: \"open",
            "Idempotency-Key: " + "k".repeat(300),
            "Idempotency-Key: a\r\nIdempotency-Key: b",
            "X-Forwarded-For: %%",
            "Bad Name: x",
            "NoColon",
            ": empty",
            "X-Nul: a\u0000b",
            "X-Long: " + "x".repeat(9_000),
            "Authorization: Basic !!!",
            "Origin: null",
            "Upgrade: websocket\r\nConnection: Upgrade");

    private static final List<String> METHODS = List.of(
            "GET", "POST", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "CONNECT", "get", "FOO", "P\u00d6ST", "");

    private final Random random;
    private final HostileJson json;
    private final HostileFiles files;

    HostileRequests(long seed) {
        this.random = new Random(seed);
        this.json = new HostileJson(random);
        this.files = new HostileFiles(random);
    }

    /**
     * A request.
     *
     * @param name what is wrong with it, for the failure's message
     * @param latin its bytes, each as a character
     */
    record Hostile(String name, String latin) {
        byte[] bytes() {
            return latin.getBytes(ISO_8859_1);
        }
    }

    record Endpoint(String method, String path, String type, String body) {}

    Hostile next(int number) {
        Endpoint endpoint = ENDPOINTS.get(number % ENDPOINTS.size());
        int kind = random.nextInt(10);
        if (kind < 4 && !endpoint.body().isEmpty()) {
            return body(endpoint, number);
        }
        return switch (kind) {
            case 0, 1, 4, 5 -> path(endpoint);
            case 2, 3, 6 -> header(endpoint, number);
            case 7 -> method(endpoint, number);
            case 8 -> line();
            default -> shortBody(endpoint);
        };
    }

    /** A body of 20 MB for every endpoint that takes one. */
    List<Hostile> huge() {
        byte[] huge = ("{\"content\":\"" + "x".repeat(20 << 20) + "\"}").getBytes(UTF_8);
        return ENDPOINTS.stream()
                .filter(endpoint -> !endpoint.body().isEmpty())
                .map(endpoint -> request("20 MB", endpoint.method(), endpoint.path(), type(endpoint), huge))
                .toList();
    }

    private Hostile body(Endpoint endpoint, int number) {
        byte[] body =
                endpoint.type().equals(HostileFiles.TYPE) ? files.next(number) : json.from(good(endpoint, number));
        return request("body", endpoint.method(), endpoint.path(), type(endpoint), body);
    }

    private Hostile path(Endpoint endpoint) {
        String path = endpoint.path();
        String hostile = random.nextBoolean()
                ? path + (path.contains("?") ? "&" : "?") + any(QUERIES)
                : path.replaceFirst("\\?.*", "") + any(SEGMENTS);
        return request(
                "path",
                endpoint.method(),
                hostile,
                type(endpoint),
                endpoint.body().getBytes(UTF_8));
    }

    private Hostile header(Endpoint endpoint, int number) {
        String header = any(HEADERS);
        String type = header.startsWith("Content-Type") ? "" : type(endpoint);
        return request(
                "header",
                endpoint.method(),
                endpoint.path(),
                type + header + "\r\n",
                good(endpoint, number).getBytes(UTF_8));
    }

    private Hostile method(Endpoint endpoint, int number) {
        return request(
                "method",
                any(METHODS),
                endpoint.path(),
                type(endpoint),
                good(endpoint, number).getBytes(UTF_8));
    }

    /** Not even a request line. */
    private Hostile line() {
        byte[] noise = new byte[1 + random.nextInt(60)];
        random.nextBytes(noise);
        String line = switch (random.nextInt(5)) {
            case 0 -> "GET\r\n\r\n";
            case 1 -> "GET /v1/search?q=a HTTP/9.9\r\n\r\n";
            case 2 -> "GET /v1/search?q=a HTTP/1.1\r\n\r\n";
            case 3 -> "GET http://[::1/v1/search HTTP/1.1\r\nHost: h\r\n\r\n";
            default -> new String(noise, ISO_8859_1) + "\r\n\r\n";
        };
        return new Hostile("line", line);
    }

    /** Less of the body than the header says; the client then closes. */
    private Hostile shortBody(Endpoint endpoint) {
        String head = "%s %s HTTP/1.1\r\nHost: h\r\nConnection: close\r\n%sContent-Length: 500\r\n\r\n{\"a"
                .formatted(endpoint.method(), endpoint.path(), type(endpoint));
        return new Hostile("short body", head);
    }

    private static Hostile request(String name, String method, String path, String headers, byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length + 200);
        String length = headers.contains("Content-Length") || headers.contains("Transfer-Encoding")
                ? ""
                : "Content-Length: " + body.length + "\r\n";
        bytes.writeBytes(
                (method + " " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + headers + length + "\r\n")
                        .getBytes(ISO_8859_1));
        bytes.writeBytes(body);
        return new Hostile(name, bytes.toString(ISO_8859_1));
    }

    private static String type(Endpoint endpoint) {
        return endpoint.type().isEmpty() ? "" : "Content-Type: " + endpoint.type() + "\r\n";
    }

    private static String good(Endpoint endpoint, int number) {
        return endpoint.body().replace("%d", String.valueOf(number));
    }

    private String any(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }
}
