package io.trovex.cli.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.UUID;

/** Remembers on disk how many documents of each file the server has, so that an interrupted run goes on from there. */
public final class IngestJournal {
    private final Path directory;
    private final Path file;
    private final Properties done = new Properties();

    private IngestJournal(Path directory, String name) {
        this.directory = directory;
        this.file = directory.resolve(name);
    }

    /** @param directory where journals lie; one for each server */
    public static IngestJournal open(Path directory, URI server) {
        String name = UUID.nameUUIDFromBytes(server.toString().getBytes(StandardCharsets.UTF_8)) + ".properties";
        IngestJournal journal = new IngestJournal(directory, name);
        if (Files.exists(journal.file)) {
            try (var in = Files.newBufferedReader(journal.file)) {
                journal.done.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the journal " + journal.file, e);
            }
        }
        return journal;
    }

    /** The entry of the file as it is now; a file that is replaced afterwards has another one and starts again. */
    Entry entry(Path document) {
        return new Entry(key(document));
    }

    /** How far one state of one file has come. */
    final class Entry {
        private final String key;

        private Entry(String key) {
            this.key = key;
        }

        /** How many of its documents the server has. */
        long done() {
            return Long.parseLong(done.getProperty(key, "0"));
        }

        void advance(long count) {
            done.setProperty(key, String.valueOf(count));
            save();
        }

        /** The run is complete: the next one loads everything again. */
        void forget() {
            done.remove(key);
            save();
        }
    }

    private void save() {
        try {
            Files.createDirectories(directory);
            Path draft = directory.resolve(file.getFileName() + ".draft");
            try (var out = Files.newBufferedWriter(draft)) {
                done.store(out, null);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the journal " + file, e);
        }
    }

    private static String key(Path document) {
        try {
            return document.toAbsolutePath().normalize() + "|" + Files.size(document) + "|"
                    + Files.getLastModifiedTime(document).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + document, e);
        }
    }
}
