package io.trovex.embedding.passage;

import io.trovex.embedding.model.EmbeddingModel;
import io.trovex.embedding.model.ModelDescription;
import io.trovex.embedding.tokenizer.Tokens;
import io.trovex.embedding.tokenizer.WordPieceTokenizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a body into passages of whole sentences that fit the model and overlap a little. Together they cover every
 * character of the body that is not white space. The same body always gives the same passages. Thread-safe.
 */
public final class PassageSplitter {
    private final WordPieceTokenizer tokenizer;
    private final PassageLimits limits;
    private final int prefixTokens;
    private final Sentences sentences = new Sentences();

    /** @throws IllegalArgumentException if passages of that length do not fit into the model */
    public PassageSplitter(EmbeddingModel model, PassageLimits limits) {
        this(model.tokenizer(), model.description(), limits);
    }

    PassageSplitter(WordPieceTokenizer tokenizer, ModelDescription model, PassageLimits limits) {
        limits.check(model);
        this.tokenizer = tokenizer;
        this.limits = limits;
        this.prefixTokens = tokenizer.tokenize(model.passagePrefix()).size();
    }

    /** In the order of the body; none when the body is blank. */
    public List<TextPassage> split(@Nullable String title, String body) {
        String heading = heading(title);
        int budget = limits.bodyTokens(prefixTokens, tokenizer.tokenize(heading).size());
        Stretches stretches = new Stretches(body, tokenizer.tokenize(body), sentences.starts(body), budget);
        List<TextPassage> passages = new ArrayList<>();
        for (PassagePacking.Span span : new PassagePacking(stretches, limits.overlap()).pack(budget)) {
            addStripped(passages, heading, body, stretches.start(span.first()), stretches.start(span.end()));
        }
        return passages;
    }

    /** The title as far as its share of the tokens reaches, by whole words. */
    private String heading(@Nullable String title) {
        if (title == null || title.isBlank()) {
            return "";
        }
        Tokens tokens = tokenizer.tokenize(title);
        int last = limits.titleTokens();
        if (tokens.size() <= last) {
            return title.strip() + "\n";
        }
        while (last > 0 && !tokens.startsWord(last)) {
            last--;
        }
        return last == 0 ? "" : title.substring(0, tokens.end(last - 1)).strip() + "\n";
    }

    private static void addStripped(List<TextPassage> passages, String heading, String body, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isWhite(body.charAt(start))) {
            start++;
        }
        while (end > start && isWhite(body.charAt(end - 1))) {
            end--;
        }
        if (start < end) {
            passages.add(new TextPassage(start, end, heading + body.substring(start, end)));
        }
    }

    private static boolean isWhite(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
