package io.trovex.cli.ingest;

import io.trovex.client.ApiException;
import io.trovex.client.FileUpload;
import io.trovex.client.ItemResult;
import io.trovex.client.TrovexClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import tools.jackson.databind.JsonNode;

/** Sends files, one after the other: those of text in bulk requests, the others as they are. */
public final class BulkLoad {
    private static final int MOST_DOCUMENTS = 200;
    private static final int MOST_CHARACTERS = 2_000_000;

    private final TrovexClient client;
    private final IngestJournal journal;
    private final boolean untilIndexed;
    private final LongConsumer progress;
    private final BiConsumer<String, ItemResult> refused;
    private final List<Upload> uploads = new ArrayList<>();
    private long accepted;
    private long refusals;
    private long skipped;

    /**
     * @param untilIndexed wait for each request's documents to be searchable
     * @param progress told how many documents went on
     * @param refused told of each document that was not accepted, with its place
     */
    public BulkLoad(
            TrovexClient client,
            IngestJournal journal,
            boolean untilIndexed,
            LongConsumer progress,
            BiConsumer<String, ItemResult> refused) {
        this.client = client;
        this.journal = journal;
        this.untilIndexed = untilIndexed;
        this.progress = progress;
        this.refused = refused;
    }

    private record Upload(Path file, ItemResult result) {}

    /** Loads the files; an interrupted run of the same files goes on where it was. */
    public void load(List<Path> files) {
        List<IngestJournal.Entry> entries = new ArrayList<>();
        for (Path file : files) {
            // before it is opened: a file replaced meanwhile must not count as sent
            IngestJournal.Entry entry = journal.entry(file);
            entries.add(entry);
            if (DocumentFiles.isUpload(file)) {
                upload(file, entry);
                continue;
            }
            try (DocumentLines lines = DocumentLines.open(file)) {
                load(file, entry, lines);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
        if (untilIndexed) {
            awaitUploads();
        }
        entries.forEach(IngestJournal.Entry::forget);
    }

    public long accepted() {
        return accepted;
    }

    public long refused() {
        return refusals;
    }

    /** Documents that an earlier, interrupted run had sent. */
    public long skipped() {
        return skipped;
    }

    private void load(Path file, IngestJournal.Entry entry, DocumentLines lines) {
        long sent = entry.done();
        for (long i = 0; i < sent && lines.hasNext(); i++) {
            lines.next();
        }
        skipped += sent;
        progress.accept(sent);
        while (lines.hasNext()) {
            List<String> request = nextRequest(lines);
            report(file, sent, client.submitLines(request, untilIndexed));
            sent += request.size();
            entry.advance(sent);
            progress.accept(request.size());
        }
    }

    /** A file that is refused costs the others nothing. */
    private void upload(Path file, IngestJournal.Entry entry) {
        if (entry.done() > 0) {
            skipped++;
        } else {
            try {
                uploads.add(new Upload(
                        file,
                        client.submit(new FileUpload(
                                file, DocumentLines.idOf(file.toString()), "file", Map.of("path", file.toString())))));
                accepted++;
            } catch (ApiException e) {
                refuse(file, e.status(), e.code(), String.valueOf(e.getMessage()));
            }
            entry.advance(1);
        }
        progress.accept(1);
    }

    /** What the server could not extract, or indexed. */
    private void awaitUploads() {
        for (Upload upload : uploads) {
            client.awaitSettled(List.of(upload.result()));
            JsonNode life = client.document(String.valueOf(upload.result().docId()));
            boolean ours = Objects.equals(
                    life.path("version").asLong(), upload.result().version());
            JsonNode violation = life.at("/violations/0");
            if (ours && !violation.isMissingNode()) {
                accepted--;
                refuse(
                        upload.file(),
                        422,
                        violation.path("code").asString(),
                        violation.path("detail").asString());
            }
        }
    }

    private void refuse(Path file, int status, String code, String detail) {
        refusals++;
        refused.accept(file.toString(), new ItemResult(1, null, null, status, code, detail, null, null));
    }

    private static List<String> nextRequest(DocumentLines lines) {
        List<String> request = new ArrayList<>();
        int characters = 0;
        while (lines.hasNext() && request.size() < MOST_DOCUMENTS && characters < MOST_CHARACTERS) {
            String line = lines.next();
            characters += line.length();
            request.add(line);
        }
        return request;
    }

    private void report(Path file, long before, List<ItemResult> results) {
        for (ItemResult result : results) {
            if (result.accepted()) {
                accepted++;
            } else {
                refusals++;
                refused.accept(file + ":" + (before + result.line()), result);
            }
        }
    }
}
