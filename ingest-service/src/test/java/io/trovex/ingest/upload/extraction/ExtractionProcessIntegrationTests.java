package io.trovex.ingest.upload.extraction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trovex.ingest.UploadProperties;
import io.trovex.ingest.upload.FileKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Files, well and ill meant, through a real extracting process. */
class ExtractionProcessIntegrationTests {
    private static final ExtractionProcess PROCESS = new ExtractionProcess(limits(Duration.ofSeconds(30), 128));

    @TempDir
    private Path directory;

    @AfterAll
    static void end() {
        PROCESS.close();
    }

    @Test
    void readsPdf() throws Exception {
        ExtractedText text = extract(SampleFiles.pdf("The title", "First line.", "Second line."), FileKind.PDF);

        assertThat(text.title()).isEqualTo("The title");
        assertThat(text.text()).contains("First line.").contains("Second line.");
    }

    @Test
    void readsDocx() throws Exception {
        ExtractedText text = extract(SampleFiles.docx("Größe", "Erster Absatz.", "Zweiter Absatz."), FileKind.DOCX);

        assertThat(text.title()).isEqualTo("Größe");
        assertThat(text.text()).contains("Erster Absatz.\n").endsWith("Zweiter Absatz.");
    }

    @Test
    void readsHtmlWithoutItsScripts() throws Exception {
        ExtractedText text = extract(
                "<html><head><title> A  page </title><script>evil()</script></head><body><h1>Head</h1><p>Body &uuml;</p></body>"
                        .getBytes(UTF_8),
                FileKind.HTML);

        assertThat(text.title()).isEqualTo("A page");
        assertThat(text.text()).contains("Head").contains("Body ü").doesNotContain("evil");
    }

    @Test
    void readsMarkdownWithItsFirstHeading() throws Exception {
        ExtractedText text = extract("---\nx: y\n---\n# The *heading*\n\nText.".getBytes(UTF_8), FileKind.MARKDOWN);

        assertThat(text.title()).isEqualTo("The *heading*");
        assertThat(text.text()).endsWith("Text.");
    }

    @Test
    void readsTextInWhateverEncoding() throws Exception {
        String german = "Die Größe des Gerätes überschreitet das Maß, hieß es später.";

        assertThat(extract(german.getBytes(UTF_8), FileKind.TEXT)).isEqualTo(new ExtractedText(null, german));
        assertThat(extract(german.getBytes(ISO_8859_1), FileKind.TEXT).text()).isEqualTo(german);
        assertThat(extract(german.getBytes(UTF_16), FileKind.TEXT).text()).isEqualTo(german);
        assertThat(extract(("\uFEFF" + german).getBytes(UTF_8), FileKind.TEXT).text())
                .isEqualTo(german);
    }

    @Test
    void leavesOutWhatNoDocumentMayHold() throws Exception {
        assertThat(extract("a\u0000b\u0007\tc\r\nd".getBytes(UTF_8), FileKind.TEXT)
                        .text())
                .isEqualTo("ab\tc\nd");
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        assertThat(code(SampleFiles.encryptedPdf(), FileKind.PDF)).isEqualTo("encrypted");
        assertThat(code("no pdf at all".getBytes(UTF_8), FileKind.PDF)).isEqualTo("malformed_file");
        assertThat(code("%PDF-1.7 cut off".getBytes(UTF_8), FileKind.PDF)).isIn("malformed_file", "no_text");
        assertThat(code(SampleFiles.circularPdf(), FileKind.PDF)).isIn("malformed_file", "no_text");
        assertThat(code("PK no zip".getBytes(UTF_8), FileKind.DOCX)).isEqualTo("malformed_file");
        assertThat(code(SampleFiles.pdf("x", "a pdf"), FileKind.DOCX)).isEqualTo("malformed_file");
        assertThat(code(SampleFiles.pdf("nothing but a title"), FileKind.PDF)).isEqualTo("no_text");
        assertThat(code("  \n ".getBytes(UTF_8), FileKind.TEXT)).isEqualTo("no_text");
        assertThat(code(new byte[0], FileKind.HTML)).isEqualTo("no_text");
        assertThat(code("x".repeat(100_001).getBytes(UTF_8), FileKind.TEXT)).isEqualTo("text_too_long");
        assertThat(code(("<p>" + "x ".repeat(100_000)).getBytes(UTF_8), FileKind.HTML))
                .isEqualTo("text_too_long");
    }

    @Test
    void aBombIsDefused() throws Exception {
        byte[] bomb = SampleFiles.docxBomb(300);

        assertThat(bomb).hasSizeLessThan(1 << 20);
        assertThat(code(bomb, FileKind.DOCX)).isIn("decompression_bomb", "text_too_long");
        assertThat(extract(("<div>".repeat(200_000) + "deep").getBytes(UTF_8), FileKind.HTML)
                        .text())
                .isEqualTo("deep");
    }

    @Test
    void whatTakesTooLongIsKilledAndTheNextFileIsRead() throws Exception {
        try (ExtractionProcess hurried = new ExtractionProcess(limits(Duration.ofMillis(1), 128))) {
            ExtractionException e = failure(hurried, SampleFiles.pdf("x", "y"), FileKind.PDF);
            assertThat(e.code()).isEqualTo("extraction_timeout");
            assertThat(e.isPermanent()).isFalse();
        }
        assertThat(extract("next".getBytes(UTF_8), FileKind.TEXT).text()).isEqualTo("next");
    }

    @Test
    void whatTakesTooMuchMemoryEndsItsProcessOnly() throws Exception {
        try (ExtractionProcess small = new ExtractionProcess(limits(Duration.ofSeconds(30), 32))) {
            ExtractionException e = failure(small, "x".repeat(20 << 20).getBytes(UTF_8), FileKind.TEXT);
            assertThat(e.code()).isEqualTo("extraction_out_of_memory");
            assertThat(e.isPermanent()).isFalse();

            assertThat(small.extract(file("next".getBytes(UTF_8)), FileKind.TEXT)
                            .text())
                    .isEqualTo("next");
        }
    }

    private ExtractedText extract(byte[] bytes, FileKind kind) throws Exception {
        return PROCESS.extract(file(bytes), kind);
    }

    private String code(byte[] bytes, FileKind kind) throws IOException {
        ExtractionException e = failure(PROCESS, bytes, kind);
        assertThat(e.isPermanent()).isTrue();
        return e.code();
    }

    private ExtractionException failure(ExtractionProcess process, byte[] bytes, FileKind kind) throws IOException {
        Path file = file(bytes);
        return catchThrowableOfType(ExtractionException.class, () -> process.extract(file, kind));
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(directory, "file", ".bin"), bytes);
    }

    private static UploadProperties limits(Duration timeout, int megabytes) {
        DataSize size = DataSize.ofMegabytes(25);
        Duration any = Duration.ofSeconds(30);
        return new UploadProperties(
                size, size, 100_000, 100, 10, 1, timeout, DataSize.ofMegabytes(megabytes), any, 3, any, any);
    }
}
