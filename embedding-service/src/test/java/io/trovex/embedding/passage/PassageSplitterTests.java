package io.trovex.embedding.passage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trovex.embedding.TestModels;
import io.trovex.embedding.model.EmbeddingModel;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class PassageSplitterTests {
    private final EmbeddingModel model = TestModels.minilm();

    @Test
    void aShortBodyIsOnePassage() {
        String body = "  Owls hunt at night. Larks sing at dawn.\n";

        assertThat(splitter(64, 0.15).split(null, body)).containsExactly(new TextPassage(2, 41, body.strip()));
    }

    @Test
    void aBlankBodyHasNone() {
        assertThat(splitter(64, 0.15).split("Title", " \n\u00a0")).isEmpty();
    }

    @Test
    void theTitleGoesBeforeEachPassageAndOffsetsIgnoreIt() {
        String body = sentences(20);

        List<TextPassage> passages = splitter(40, 0).split(" Birds ", body);

        assertThat(passages)
                .hasSizeGreaterThan(2)
                .allSatisfy(passage -> assertThat(passage.text())
                        .isEqualTo("Birds\n" + body.substring(passage.start(), passage.end())));
    }

    @Test
    void aLongTitleGetsItsShareByWholeWords() {
        PassageSplitter splitter = new PassageSplitter(model, new PassageLimits(40, 0, 0.25));

        List<TextPassage> passages = splitter.split("owl ".repeat(9) + "antidisestablishmentarianism", "Short body.");

        assertThat(passages)
                .singleElement()
                .satisfies(passage ->
                        assertThat(passage.text()).isEqualTo("owl ".repeat(9).strip() + "\nShort body."));
    }

    @Test
    void passagesBreakAndOverlapAtSentences() {
        String body = sentences(20);

        List<TextPassage> passages = splitter(64, 0.3).split(null, body);

        assertThat(passages)
                .hasSizeGreaterThan(2)
                .allSatisfy(passage -> assertThat(passage.text())
                        .startsWith("Sentence number ")
                        .endsWith("."));
        for (int i = 1; i < passages.size(); i++) {
            assertThat(passages.get(i).start())
                    .isGreaterThan(passages.get(i - 1).start())
                    .isLessThan(passages.get(i - 1).end());
        }
    }

    @Test
    void passagesAreOfAboutTheSameLength() {
        // 12 sentences of 6 tokens need two passages of at most 62
        List<TextPassage> passages = splitter(64, 0).split(null, sentences(12));

        assertThat(passages)
                .extracting(passage -> model.countTokens(passage.text()))
                .containsExactly(38, 38);
    }

    @Test
    void anEndlessSentenceIsCutBetweenWords() {
        String body = "owl ".repeat(200).strip();

        List<TextPassage> passages = splitter(64, 0.15).split(null, body);

        assertThat(passages).hasSize(4).allSatisfy(passage -> {
            assertThat(passage.text()).startsWith("owl").endsWith("owl");
            assertThat(model.countTokens(passage.text())).isEqualTo(52);
        });
    }

    @Test
    void oneWordMayExceedThePassageButNeverTheModel() {
        String word = "q".repeat(100);

        List<TextPassage> passages = splitter(32, 0.15).split("A title", word + " " + word);

        assertThat(passages).extracting(TextPassage::text).containsExactly("A title\n" + word, "A title\n" + word);
        assertThat(passages).allSatisfy(passage -> model.prepare(passage.text()));
    }

    @Test
    void passagesMustFitIntoTheModel() {
        assertThatThrownBy(() -> splitter(257, 0)).hasMessageContaining("257").hasMessageContaining("256");
        assertThatThrownBy(() -> splitter(31, 0)).hasMessageContaining("at least 32");
        assertThatThrownBy(() -> splitter(64, 0.6)).hasMessageContaining("overlap");
        assertThatThrownBy(() -> new PassageLimits(64, 0, Double.NaN)).hasMessageContaining("title");
    }

    @Property(tries = 400)
    void passagesCoverTheBodyInOrderAndFit(
            @ForAll("bodies") String body, @ForAll("titles") String title, @ForAll("limits") PassageLimits limits) {
        List<TextPassage> passages = new PassageSplitter(model, limits).split(title, body);

        int covered = 0;
        for (TextPassage passage : passages) {
            assertThat(passage.text()).endsWith(body.substring(passage.start(), passage.end()));
            assertThat(passage.start()).isLessThan(passage.end());
            assertThat(passage.end()).isGreaterThan(covered);
            assertThat(blank(body, covered, passage.start())).isTrue();
            covered = passage.end();
            model.prepare(passage.text());
        }
        assertThat(blank(body, covered, body.length())).isTrue();
        assertThat(new PassageSplitter(model, limits).split(title, body)).isEqualTo(passages);
    }

    @Property(tries = 200)
    void onlyALoneWordExceedsTheLimit(@ForAll("bodies") String body, @ForAll("limits") PassageLimits limits) {
        assertThat(new PassageSplitter(model, limits).split(null, body)).allSatisfy(passage -> {
            if (model.countTokens(passage.text()) > limits.tokens()) {
                var tokens = model.tokenizer().tokenize(passage.text());
                assertThat(IntStream.range(0, tokens.size()).filter(tokens::startsWord))
                        .hasSize(1);
            }
        });
    }

    @Provide
    Arbitrary<PassageLimits> limits() {
        return Combinators.combine(
                        Arbitraries.integers().between(32, 128),
                        Arbitraries.doubles().between(0, 0.5),
                        Arbitraries.doubles().between(0, 0.5))
                .as(PassageLimits::new);
    }

    @Provide
    Arbitrary<String> titles() {
        return words().list().ofMaxSize(40).map(words -> String.join(" ", words));
    }

    @Provide
    Arbitrary<String> bodies() {
        Arbitrary<String> separators =
                Arbitraries.of(" ", " ", " ", ". ", "! ", "\n", "\n\n", "\t", "", ".\u0085", "\u200b", "\u2029", ") ");
        return Combinators.combine(words(), separators)
                .as(String::concat)
                .list()
                .ofMaxSize(300)
                .map(parts -> String.join("", parts));
    }

    private static Arbitrary<String> words() {
        return Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.of("owl", "The", "lark.", "Dr.", "it's", "3.14", "(night", "J.")),
                Tuple.of(4, Arbitraries.of("東京。", "naïve", "🙂", "e\u0301", "\u0001", "…", "\ud800")),
                Tuple.of(1, Arbitraries.of("x".repeat(101), "qz".repeat(50), "antidisestablishmentarianism")));
    }

    private PassageSplitter splitter(int tokens, double overlap) {
        return new PassageSplitter(model, new PassageLimits(tokens, overlap, 0.25));
    }

    /** Each has six tokens. */
    private static String sentences(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "Sentence number " + i + " is here.")
                .collect(Collectors.joining(" "));
    }

    private static boolean blank(String text, int from, int to) {
        return from >= to
                || text.substring(from, to)
                        .chars()
                        .allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
    }
}
