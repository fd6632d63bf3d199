package io.trovex.ingest.upload.extraction;

import io.trovex.ingest.upload.FileKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.sax.BodyContentHandler;
import org.apache.tika.sax.SecureContentHandler;
import org.apache.tika.sax.WriteOutContentHandler;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * Reads a file's text with Apache Tika. Runs in a process that may be killed, so it bounds size and depth, but neither
 * time nor memory. What is embedded in a file is never opened.
 */
final class TextExtraction {
    private static final long LARGEST_ZIP_ENTRY = 200L << 20;
    private static final int MOST_ZIP_ENTRIES = 10_000;
    private static final double LEAST_INFLATE_RATIO = 0.005;

    private final int maxTextLength;
    private final int maxDepth;

    TextExtraction(int maxTextLength, int maxDepth) {
        this.maxTextLength = maxTextLength;
        this.maxDepth = maxDepth;
        ZipSecureFile.setMaxEntrySize(LARGEST_ZIP_ENTRY);
        ZipSecureFile.setMaxFileCount(MOST_ZIP_ENTRIES);
        ZipSecureFile.setMinInflateRatio(LEAST_INFLATE_RATIO);
    }

    ExtractedText extract(Path file, FileKind kind) throws ExtractionException, IOException {
        ExtractedText extracted = switch (kind) {
            case TEXT, MARKDOWN -> PlainText.read(file, kind, maxTextLength);
            case PDF, DOCX, HTML -> parse(file, kind);
        };
        String text = CleanText.body(extracted.text());
        if (text.isEmpty()) {
            throw ExtractionException.permanent(
                    "no_text", "The file has no text; pictures of text are not recognised.");
        }
        return new ExtractedText(CleanText.title(extracted.title()), text);
    }

    private ExtractedText parse(Path file, FileKind kind) throws ExtractionException, IOException {
        Metadata metadata = new Metadata();
        metadata.set(Metadata.CONTENT_TYPE, kind.mediaType());
        WriteOutContentHandler text = new WriteOutContentHandler(maxTextLength);
        try (TikaInputStream stream = TikaInputStream.get(file)) {
            SecureContentHandler guard = new SecureContentHandler(new BodyContentHandler(text), stream);
            guard.setMaximumDepth(maxDepth);
            parse(kind, stream, guard, metadata);
        }
        return new ExtractedText(metadata.get(TikaCoreProperties.TITLE), text.toString());
    }

    private void parse(FileKind kind, TikaInputStream stream, SecureContentHandler guard, Metadata metadata)
            throws ExtractionException, IOException {
        try {
            parser(kind).parse(stream, guard, metadata, context());
        } catch (EncryptedDocumentException e) {
            throw ExtractionException.permanent("encrypted", "The file is encrypted; remove its password first.");
        } catch (SAXException | TikaException | RuntimeException | StackOverflowError | IOException e) {
            throw failure(kind, guard, e);
        }
    }

    private ExtractionException failure(FileKind kind, SecureContentHandler guard, Throwable e) {
        if (WriteLimitReachedException.isWriteLimitReached(e)) {
            return PlainText.tooLong(maxTextLength);
        }
        if (isZipBomb(guard, e)) {
            return ExtractionException.permanent(
                    "decompression_bomb", "The file expands or nests far beyond what a document does.");
        }
        return ExtractionException.permanent(
                "malformed_file",
                "The file is no readable %s: %s".formatted(kind.name().toLowerCase(Locale.ROOT), reason(e)));
    }

    private static boolean isZipBomb(SecureContentHandler guard, Throwable e) {
        try {
            if (e instanceof SAXException sax) {
                guard.throwIfCauseOf(sax);
            }
        } catch (TikaException _) {
            return true;
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("zip bomb")) {
                return true;
            }
        }
        return false;
    }

    private static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static Parser parser(FileKind kind) {
        return switch (kind) {
            case PDF -> new PDFParser();
            case DOCX -> new OOXMLParser();
            case HTML -> new JSoupParser();
            case TEXT, MARKDOWN -> throw new IllegalArgumentException(kind + " needs no parser");
        };
    }

    private static ParseContext context() {
        PDFParserConfig pdf = new PDFParserConfig();
        pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        pdf.setExtractInlineImages(false);
        OfficeParserConfig office = new OfficeParserConfig();
        office.setUseSAXDocxExtractor(true);
        office.setExtractMacros(false);
        ParseContext context = new ParseContext();
        context.set(PDFParserConfig.class, pdf);
        context.set(OfficeParserConfig.class, office);
        context.set(EmbeddedDocumentExtractor.class, new NothingEmbedded());
        return context;
    }

    /** Attachments, pictures and the like are not the document's text. */
    private static final class NothingEmbedded implements EmbeddedDocumentExtractor {
        @Override
        public boolean shouldParseEmbedded(Metadata metadata) {
            return false;
        }

        @Override
        public void parseEmbedded(InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml) {
            // left closed
        }
    }
}
