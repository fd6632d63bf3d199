package io.trovex.ingest.upload.extraction;

import io.trovex.ingest.upload.FileKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.txt.UniversalEncodingDetector;
import org.jspecify.annotations.Nullable;

/** Files that are text already: UTF-8 where they can be, otherwise what their bytes look like. */
final class PlainText {
    private static final int HEADING_LINES = 20;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private PlainText() {}

    static ExtractedText read(Path file, FileKind kind, int maxLength) throws IOException, ExtractionException {
        byte[] bytes = Files.readAllBytes(file);
        String decoded = decode(bytes);
        String text = (decoded.startsWith(BYTE_ORDER_MARK) ? decoded.substring(1) : decoded).strip();
        if (text.length() > maxLength) {
            throw tooLong(maxLength);
        }
        return new ExtractedText(kind == FileKind.MARKDOWN ? firstHeading(text) : null, text);
    }

    static ExtractionException tooLong(int maxLength) {
        return ExtractionException.permanent(
                "text_too_long",
                "The file has more than %d characters of text; split it into several.".formatted(maxLength));
    }

    private static String decode(byte[] bytes) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            Charset charset = new UniversalEncodingDetector().detect(new ByteArrayInputStream(bytes), new Metadata());
            return new String(bytes, charset == null ? StandardCharsets.ISO_8859_1 : charset);
        }
    }

    private static @Nullable String firstHeading(String markdown) {
        return markdown.lines()
                .limit(HEADING_LINES)
                .filter(line -> line.startsWith("# "))
                .map(line -> line.substring(2).strip())
                .filter(title -> !title.isEmpty())
                .findFirst()
                .orElse(null);
    }
}
