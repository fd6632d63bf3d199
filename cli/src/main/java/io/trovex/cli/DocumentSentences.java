package io.trovex.cli;

import io.trovex.cli.ingest.DocumentLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sentences of a file's documents, a document at a time; very short ones are left out. */
final class DocumentSentences implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int FEWEST_CHARACTERS = 20;

    private final Path file;
    private final BufferedReader lines;
    private long number;

    DocumentSentences(Path file) throws IOException {
        this.file = file;
        this.lines = new BufferedReader(new InputStreamReader(DocumentLines.stream(file), StandardCharsets.UTF_8));
    }

    /**
     * Those of the next document; null after the last one.
     *
     * @throws IOException if it is no document
     */
    @Nullable
    List<String> next() throws IOException {
        String line = lines.readLine();
        number++;
        return line == null ? null : sentences(document(line).path("content").asString(""));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private JsonNode document(String line) throws IOException {
        try {
            JsonNode document = JSON.readTree(line);
            if (line.isBlank() || document.isObject()) {
                return document;
            }
        } catch (JacksonException _) {
            // said below
        }
        throw new IOException("line %d of %s is no document in JSON".formatted(number, file));
    }

    private static List<String> sentences(String content) {
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(content);
        List<String> sentences = new ArrayList<>();
        int start = 0;
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            String sentence = content.substring(start, end).strip();
            if (sentence.length() >= FEWEST_CHARACTERS) {
                sentences.add(sentence);
            }
            start = end;
        }
        return sentences;
    }
}
