package io.trovex.cli.ingest;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A file's documents as JSON lines, in order. A document without an id gets one that a second run repeats. */
public final class DocumentLines implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final BufferedReader reader;
    private final Iterator<String> lines;
    private long number;

    private DocumentLines(Path file, BufferedReader reader, Iterator<String> lines) {
        this.file = file;
        this.reader = reader;
        this.lines = lines;
    }

    static DocumentLines open(Path file) throws IOException {
        BufferedReader reader = reader(file);
        if (DocumentFiles.isNdjson(file)) {
            return new DocumentLines(
                    file, reader, reader.lines().filter(line -> !line.isBlank()).iterator());
        }
        String text = reader.readAllAsString();
        return new DocumentLines(file, reader, List.of(document(file, text)).iterator());
    }

    /** The same lines as one stream of NDJSON, each at its line number in the file. */
    public static InputStream stream(Path file) throws IOException {
        BufferedReader reader = reader(file);
        Iterator<String> all = DocumentFiles.isNdjson(file)
                ? reader.lines().iterator()
                : List.of(document(file, reader.readAllAsString())).iterator();
        return new LineStream(new DocumentLines(file, reader, all));
    }

    boolean hasNext() {
        return lines.hasNext();
    }

    String next() {
        number++;
        String line = lines.next();
        return DocumentFiles.isNdjson(file) ? completed(line) : line;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static BufferedReader reader(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        InputStream in = DocumentFiles.isZipped(file) ? new GZIPInputStream(raw) : raw;
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** What is no JSON object goes as it is: the server says what is wrong with it. */
    private String completed(String line) {
        try {
            if (!(JSON.readTree(line) instanceof ObjectNode document)) {
                return line;
            }
            if (document.has("text") && !document.has("content")) {
                document.set("content", document.remove("text"));
            }
            if (!document.has("doc_id")) {
                document.put("doc_id", idOf(file + "#" + number));
            }
            return JSON.writeValueAsString(document);
        } catch (JacksonException _) {
            return line;
        }
    }

    private static String document(Path file, String text) {
        ObjectNode document = JSON.createObjectNode();
        document.put("doc_id", idOf(file.toString()));
        document.put("title", title(file, text));
        document.put("content", text);
        document.put("source", "file");
        document.putObject("metadata").put("path", file.toString());
        return JSON.writeValueAsString(document);
    }

    /** Markdown's first heading, else the file's name. */
    private static String title(Path file, String text) {
        return text.lines()
                .limit(20)
                .filter(line -> line.startsWith("# "))
                .map(line -> line.substring(2).strip())
                .findFirst()
                .orElse(String.valueOf(file.getFileName()));
    }

    static String idOf(String place) {
        return UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static final class LineStream extends InputStream {
        private final DocumentLines lines;
        private InputStream line = InputStream.nullInputStream();

        LineStream(DocumentLines lines) {
            this.lines = lines;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = line.read(target, offset, length);
            while (read < 0 && lines.hasNext()) {
                line = new ByteArrayInputStream((lines.next() + "\n").getBytes(StandardCharsets.UTF_8));
                read = line.read(target, offset, length);
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
