package io.trovex.validation.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainLettersTests {
    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, nullValues = "-", textBlock = """
            Warm WATER|warm water
              two   spaces |two spaces
            in 1984, twice|in , twice
            see https://example.org/page now|see now
            write to me@example.org now|write to now
            #topic and @account stay away|and stay away
            time: now|time: now
            wooooow!!!|woow!!
            a😀b|a b
            上升，在|上升 在
            请访问https://example.com/a查看|请访问 查看
            عام ٢٠٢٤|عام ٢٠٢٤
            42|''
            """)
    void leavesOutWhatTellsNothingOfTheLanguage(String text, String letters) {
        assertThat(PlainLetters.of(text)).hasToString(letters);
    }
}
