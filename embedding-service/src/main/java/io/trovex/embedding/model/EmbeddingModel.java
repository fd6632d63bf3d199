package io.trovex.embedding.model;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.trovex.embedding.model.graph.GraphCache;
import io.trovex.embedding.tokenizer.Tokens;
import io.trovex.embedding.tokenizer.WordPieceTokenizer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A loaded model: one session that any number of threads share, each through an {@link Encoder} of its own. Texts are
 * run one by one and without padding, so a vector depends on its text alone, bit by bit. Thread-safe.
 */
public final class EmbeddingModel implements AutoCloseable {
    /** {@code [CLS]} before the text and {@code [SEP]} after it. */
    public static final int SPECIAL_TOKENS = 2;

    /** Vocabulary, activations of as many runs as cores, ONNX Runtime's own. */
    private static final long BESIDE_THE_GRAPH = 32L << 20;

    private final ModelDescription description;
    private final WordPieceTokenizer tokenizer;
    private final OrtSession session;
    private final ServedGraph servedGraph;
    private final long bytes;
    private final int cls;
    private final int sep;

    EmbeddingModel(
            ModelDescription description,
            WordPieceTokenizer tokenizer,
            OrtSession session,
            ServedGraph servedGraph,
            long graphBytes) {
        this.description = description;
        this.tokenizer = tokenizer;
        this.session = session;
        this.servedGraph = servedGraph;
        this.bytes = bytesOf(graphBytes);
        this.cls = tokenizer.specialToken("[CLS]");
        this.sep = tokenizer.specialToken("[SEP]");
    }

    static EmbeddingModel load(ModelDescription description, Path graphs) {
        try (InputStream resource = resource(description.tokenizer())) {
            WordPieceTokenizer tokenizer = WordPieceTokenizer.read(resource);
            return new ModelImport(description, tokenizer, new GraphCache(graphs)).open();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the model " + description.id(), e);
        } catch (OrtException e) {
            throw new InferenceException("cannot load the model " + description.id(), e);
        }
    }

    public ModelDescription description() {
        return description;
    }

    public ServedGraph servedGraph() {
        return servedGraph;
    }

    /** Memory that it is reckoned to take. */
    public long bytes() {
        return bytes;
    }

    static long bytesOf(long graph) {
        return graph + BESIDE_THE_GRAPH;
    }

    public WordPieceTokenizer tokenizer() {
        return tokenizer;
    }

    /** How many tokens the model sees for this text, special ones included. */
    public int countTokens(String text) {
        return tokenizer.tokenize(text).size() + SPECIAL_TOKENS;
    }

    /**
     * The text's tokens between {@code [CLS]} and {@code [SEP]}.
     *
     * @throws TextTooLongException if they are more than the model takes
     */
    public TokenIds prepare(String text) {
        Tokens tokens = tokenizer.tokenize(text);
        int count = tokens.size() + SPECIAL_TOKENS;
        if (count > description.maxTokens()) {
            throw new TextTooLongException(count, description.maxTokens());
        }
        int[] ids = new int[count];
        ids[0] = cls;
        for (int i = 0; i < tokens.size(); i++) {
            ids[i + 1] = tokens.id(i);
        }
        ids[count - 1] = sep;
        return new TokenIds(ids);
    }

    /** The text up to the last word with which it fits, prefix included; the text itself when it fits. */
    public String fit(TextRole role, String text) {
        int room = description.maxTokens() - countTokens(description.prefix(role));
        Tokens tokens = tokenizer.tokenize(text);
        if (tokens.size() <= room) {
            return text;
        }
        int last = room;
        while (last > 0 && !tokens.startsWord(last)) {
            last--;
        }
        return last == 0 ? "" : text.substring(0, tokens.end(last - 1));
    }

    /** A thread's own way into the model. */
    public Encoder encoder() {
        return new Encoder(session, description, servedGraph == ServedGraph.FUSED);
    }

    /** Frees the session; no encoder may be in use any more. */
    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new InferenceException("cannot close the model " + description.id(), e);
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream resource = EmbeddingModel.class.getResourceAsStream(name);
        if (resource == null) {
            throw new FileNotFoundException("no class-path resource " + name);
        }
        return resource;
    }
}
