package io.trovex.embedding.passage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SentencesTests {

    @Test
    void sentencesEndAtTheirPunctuation() {
        assertThat(split("One. Two? Three! 四。五。")).containsExactly("One. ", "Two? ", "Three! ", "四。", "五。");
    }

    @Test
    void abbreviationsAndInitialsDoNotEndASentence() {
        assertThat(split("Dr. J. Smith et al. Wrote it, e.g. Chapter 3. See Fig. 2. Done."))
                .containsExactly("Dr. J. Smith et al. Wrote it, e.g. Chapter 3. ", "See Fig. 2. ", "Done.");
    }

    @Test
    void anEmptyLineEndsOneEvenWithoutPunctuation() {
        assertThat(split("A heading\n\nText of\nhard-wrapped lines.\n \n* item"))
                .containsExactly("A heading\n\n", "Text of\nhard-wrapped lines.\n \n", "* item");
    }

    @Test
    void aClosingQuoteBelongsToItsSentence() {
        assertThat(split("\"Stop.\" He went. (Alone.) Then"))
                .containsExactly("\"Stop.\" ", "He went. ", "(Alone.) ", "Then");
    }

    private static List<String> split(String text) {
        int[] starts = new Sentences().starts(text);
        return IntStream.range(0, starts.length)
                .mapToObj(i -> text.substring(starts[i], i + 1 < starts.length ? starts[i + 1] : text.length()))
                .toList();
    }
}
