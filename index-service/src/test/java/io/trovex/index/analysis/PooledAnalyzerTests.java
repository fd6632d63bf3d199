package io.trovex.index.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.util.QueryBuilder;
import org.junit.jupiter.api.Test;

class PooledAnalyzerTests {
    private final Analyzer analyzer = new PooledAnalyzer(new WhitespaceAnalyzer());

    @Test
    void streamsAtTheSameTimeHaveNothingInCommon() throws IOException {
        try (TokenStream one = begun("a b c");
                TokenStream other = begun("d e f")) {
            assertThat(List.of(next(one), next(other), next(one), next(other), next(one), next(other)))
                    .containsExactly("a", "d", "b", "e", "c", "f");
        }
    }

    @Test
    void whoClosesTwiceTakesNothingFromTheNext() throws IOException {
        TokenStream one = begun("a b");
        one.close();
        try (TokenStream next = begun("c d")) {
            one.close();

            try (TokenStream third = begun("e f")) {
                assertThat(List.of(next(next), next(third), next(next), next(third)))
                        .containsExactly("c", "e", "d", "f");
            }
        }
    }

    @Test
    void phrasesOfManyThreadsKeepTheirWords() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        List<String> wrong = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 4; i++) {
            String words = "a%d b%d c%d".formatted(i, i, i);
            threads.add(Thread.ofPlatform().start(() -> {
                for (int round = 0; round < 20_000 && wrong.isEmpty(); round++) {
                    String phrase = String.valueOf(new QueryBuilder(analyzer).createPhraseQuery("f", words));
                    if (!phrase.equals("f:\"" + words + "\"")) {
                        wrong.add(phrase);
                    }
                }
            }));
        }
        for (Thread each : threads) {
            each.join();
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void isReadAgainByWhoeverComesNext() throws IOException {
        Object first;
        try (TokenStream one = begun("a")) {
            first = one.getAttribute(CharTermAttribute.class);
        }
        try (TokenStream next = begun("b")) {
            assertThat(next.getAttribute(CharTermAttribute.class)).isSameAs(first);
        }
    }

    private TokenStream begun(String text) throws IOException {
        TokenStream tokens = analyzer.tokenStream("f", text);
        tokens.reset();
        return tokens;
    }

    private static String next(TokenStream tokens) throws IOException {
        assertThat(tokens.incrementToken()).isTrue();
        return tokens.getAttribute(CharTermAttribute.class).toString();
    }
}
