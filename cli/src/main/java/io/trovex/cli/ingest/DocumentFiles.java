package io.trovex.cli.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the files to load: those named, and in a folder those of a known kind, in a fixed order. */
public final class DocumentFiles {
    private static final Set<String> NDJSON = Set.of("jsonl", "ndjson");
    private static final Set<String> TEXT = Set.of("txt", "text", "md", "markdown");

    private static final Set<String> UPLOADS = Set.of("pdf", "docx", "html", "htm", "xhtml");

    private DocumentFiles() {}

    /** @throws UncheckedIOException if a path does not exist */
    public static List<Path> in(List<Path> paths) {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                files.addAll(inFolder(path));
            } else if (Files.exists(path)) {
                files.add(path);
            } else {
                throw new UncheckedIOException(new NoSuchFileException(path.toString()));
            }
        }
        return files;
    }

    static boolean isZipped(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    }

    /** One document a line; anything else is one document as a whole. */
    static boolean isNdjson(Path file) {
        return NDJSON.contains(extension(file));
    }

    /** Sent as it is: the server extracts its text. */
    static boolean isUpload(Path file) {
        return UPLOADS.contains(extension(file)) && !isZipped(file);
    }

    private static boolean isKnown(Path file) {
        return NDJSON.contains(extension(file)) || TEXT.contains(extension(file)) || isUpload(file);
    }

    private static List<Path> inFolder(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile)
                    .filter(DocumentFiles::isKnown)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the folder " + folder, e);
        }
    }

    /** In lower case; of what is zipped when the name ends in {@code .gz}. */
    private static String extension(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        return plain.substring(plain.lastIndexOf('.') + 1);
    }
}
