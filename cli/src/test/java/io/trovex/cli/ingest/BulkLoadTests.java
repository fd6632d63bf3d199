package io.trovex.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.trovex.client.ItemResult;
import io.trovex.client.TrovexClient;
import io.trovex.client.UnreachableException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BulkLoadTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    private final List<JsonNode> received = new ArrayList<>();
    private final List<String> uploads = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private int requestsUntilDeath = Integer.MAX_VALUE;
    private Runnable afterRequest = () -> {};
    private HttpServer server;
    private URI url;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/documents:bulk", exchange -> {
            if (requestsUntilDeath-- <= 0) {
                exchange.close();
                return;
            }
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            StringBuilder results = new StringBuilder();
            int line = 0;
            for (String document : body.lines().toList()) {
                JsonNode node = JSON.readTree(document);
                received.add(node);
                boolean blank = node.path("content").asString("").isBlank();
                results.append(
                        blank
                                ? "{\"line\":%d,\"status\":422,\"code\":\"blank\",\"detail\":\"blank\"}\n"
                                        .formatted(++line)
                                : "{\"line\":%d,\"doc_id\":\"x\",\"status\":202,\"version\":1}\n".formatted(++line));
            }
            afterRequest.run();
            byte[] answer = results.toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.createContext("/v1/documents/files", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
            uploads.add(body);
            boolean broken = body.contains("broken");
            byte[] answer = (broken
                            ? "{\"status\":415,\"code\":\"unsupported_file_type\",\"detail\":\"no\"}"
                            : "{\"file\":\"f\",\"doc_id\":\"d\",\"version\":1,\"status\":\"extracting\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(broken ? 415 : 202, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aFolderIsLoadedWithEveryKindOfFile() throws IOException {
        Files.writeString(folder.resolve("note.md"), "Some words.\n\n# A heading\n");
        Files.writeString(folder.resolve("plain.txt"), "Plain words.");
        Files.writeString(folder.resolve("picture.png"), "not a document");
        try (OutputStream zipped = new GZIPOutputStream(Files.newOutputStream(folder.resolve("lines.jsonl.gz")))) {
            zipped.write("{\"doc_id\":\"a\",\"text\":\"First.\"}\n\n{\"content\":\"Second.\"}\n"
                    .getBytes(StandardCharsets.UTF_8));
        }

        BulkLoad load = load();

        assertThat(load.accepted()).isEqualTo(4);
        assertThat(received)
                .extracting(node -> node.path("content").asString())
                .containsExactlyInAnyOrder("Some words.\n\n# A heading\n", "Plain words.", "First.", "Second.");
        assertThat(received).extracting(node -> node.path("title").asString("")).contains("A heading", "plain.txt");
        assertThat(received).allMatch(node -> node.has("doc_id"));
    }

    @Test
    void filesOfOtherKindsAreUploadedAndOneThatIsRefusedCostsTheOthersNothing() throws IOException {
        Files.writeString(folder.resolve("a.html"), "<p>Words.");
        Files.writeString(folder.resolve("b.pdf"), "broken");
        Files.writeString(folder.resolve("c.docx"), "Words.");

        BulkLoad load = load();
        load();

        assertThat(load.accepted()).isEqualTo(2);
        assertThat(load.refused()).isEqualTo(1);
        assertThat(refusals).hasSize(2).allMatch(place -> place.endsWith("b.pdf"));
        assertThat(uploads).hasSize(6);
        assertThat(uploads.getFirst())
                .contains("filename=\"a.html\"")
                .contains("\r\n\r\n<p>Words.\r\n--")
                .contains("name=\"doc_id\"")
                .contains("name=\"metadata\"");
        assertThat(docId(uploads.get(0))).isEqualTo(docId(uploads.get(3)));
    }

    private static String docId(String multipart) {
        String field = "name=\"doc_id\"\r\n\r\n";
        int start = multipart.indexOf(field) + field.length();
        return multipart.substring(start, multipart.indexOf('\r', start));
    }

    @Test
    void aDocumentWithoutAnIdGetsTheSameOneAgain() throws IOException {
        Files.writeString(folder.resolve("lines.jsonl"), "{\"content\":\"one\"}\n{\"content\":\"two\"}\n");

        load();
        load();

        assertThat(received)
                .extracting(node -> node.path("doc_id").asString())
                .hasSize(4)
                .satisfies(ids -> {
                    assertThat(ids.subList(0, 2)).isEqualTo(ids.subList(2, 4));
                    assertThat(ids.get(0)).isNotEqualTo(ids.get(1));
                });
    }

    @Test
    void aRefusedLineIsNamedAndCostsTheOthersNothing() throws IOException {
        Files.writeString(
                folder.resolve("lines.jsonl"), "{\"content\":\"one\"}\n{\"content\":\" \"}\n{\"content\":\"three\"}\n");

        BulkLoad load = load();

        assertThat(load.accepted()).isEqualTo(2);
        assertThat(refusals).singleElement().asString().endsWith("lines.jsonl:2");
    }

    @Test
    void anInterruptedRunGoesOnWhereItWas() throws IOException {
        Files.writeString(folder.resolve("lines.jsonl"), numbered(0, 500));
        requestsUntilDeath = 1;
        assertThatThrownBy(this::load).isInstanceOf(UnreachableException.class);
        int before = received.size();

        requestsUntilDeath = Integer.MAX_VALUE;
        BulkLoad load = load();

        assertThat(before).isBetween(1, 499);
        assertThat(load.skipped()).isEqualTo(before);
        assertThat(received)
                .extracting(node -> node.path("doc_id").asString())
                .containsExactlyElementsOf(
                        IntStream.range(0, 500).mapToObj(String::valueOf).toList());
    }

    @Test
    void aFileThatIsReplacedDuringARunIsLoadedFromItsBeginning() throws IOException {
        Path file = folder.resolve("lines.jsonl");
        Files.writeString(file, numbered(0, 500));
        afterRequest = () -> replace(file, numbered(1000, 1600));
        requestsUntilDeath = 2;
        assertThatThrownBy(this::load).isInstanceOf(UnreachableException.class);
        received.clear();

        afterRequest = () -> {};
        requestsUntilDeath = Integer.MAX_VALUE;
        BulkLoad load = load();

        assertThat(load.skipped()).isZero();
        assertThat(received)
                .extracting(node -> node.path("doc_id").asString())
                .containsExactlyElementsOf(
                        IntStream.range(1000, 1600).mapToObj(String::valueOf).toList());
    }

    private static String numbered(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj("{\"doc_id\":\"%d\",\"content\":\"text\"}"::formatted)
                .collect(Collectors.joining("\n"));
    }

    private static void replace(Path file, String content) {
        try {
            Path other = Files.writeString(file.resolveSibling("other.tmp"), content);
            Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BulkLoad load() {
        BulkLoad load = new BulkLoad(
                new TrovexClient(url),
                IngestJournal.open(folder.resolve("journal"), url),
                false,
                _ -> {},
                (String place, ItemResult _) -> refusals.add(place));
        load.load(DocumentFiles.in(List.of(folder)));
        return load;
    }
}
