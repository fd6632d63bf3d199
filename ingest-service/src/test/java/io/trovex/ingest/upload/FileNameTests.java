package io.trovex.ingest.upload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTests {
    @ParameterizedTest
    @CsvSource({
        "report.pdf, report.pdf",
        "../../etc/passwd, passwd",
        "C:\\Users\\me\\a b.docx, a b.docx",
        "/, unnamed",
        "'', unnamed",
        "' ', unnamed",
        ".., unnamed",
        "Größe 😀.md, Größe 😀.md"
    })
    void isTheLastPartOfThePath(String submitted, String name) {
        assertThat(FileName.of(submitted)).isEqualTo(name);
    }

    @Test
    void holdsNothingInvisible() {
        assertThat(FileName.of("a\u0000b\r\n\u202Efdp.exe")).isEqualTo("abfdp.exe");
        assertThat(FileName.of("half\uD83D.pdf")).isEqualTo("half?.pdf");
        assertThat(FileName.of(null)).isEqualTo("unnamed");
    }

    @Test
    void keepsItsExtensionWhenItIsCut() {
        String name = FileName.of("😀".repeat(10_000) + ".pdf");

        assertThat(name).hasSizeLessThanOrEqualTo(255).endsWith("😀.pdf").startsWith("😀");
    }
}
