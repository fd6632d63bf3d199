package io.trovex.embedding.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;

/** Hugging Face's own tokenizer. */
final class ReferenceTokenizer {
    private final HuggingFaceTokenizer tokenizer;

    ReferenceTokenizer(String resource) {
        System.setProperty("DJL_CACHE_DIR", "target/djl");
        System.setProperty("ai.djl.offline", "true");
        try (InputStream json = ReferenceTokenizer.class.getResourceAsStream(resource)) {
            tokenizer = HuggingFaceTokenizer.newInstance(
                    json, Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int[] ids(String text) {
        return Arrays.stream(tokenizer.encode(text, false, false).getIds())
                .mapToInt(Math::toIntExact)
                .toArray();
    }
}
