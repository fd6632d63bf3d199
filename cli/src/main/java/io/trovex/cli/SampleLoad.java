package io.trovex.cli;

import io.trovex.client.ApiException;
import io.trovex.client.ItemResult;
import io.trovex.client.TrovexClient;
import io.trovex.standalone.sample.SampleCorpus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Loads the bundled corpus; a second time it finds everything there. */
final class SampleLoad {
    private static final int REQUEST = 50;

    private final TrovexClient client;

    SampleLoad(TrovexClient client) {
        this.client = client;
    }

    /** Returns how many documents it loaded, all searchable; none when they were there already. */
    int run() {
        List<String> documents = documents();
        if (isThere(documents.getLast())) {
            return 0;
        }
        List<ItemResult> sent = new ArrayList<>();
        try (Progress progress = new Progress("sample", "documents", documents.size())) {
            List<ItemResult> before = List.of();
            for (int from = 0; from < documents.size(); from += REQUEST) {
                List<ItemResult> results =
                        client.submitLines(documents.subList(from, Math.min(from + REQUEST, documents.size())), false);
                // one request ahead: the bar shows what is searchable, and the pipeline never waits for us
                client.awaitSettled(before);
                progress.step(before.size());
                before = results;
                sent.addAll(results);
            }
            client.awaitSettled(before);
            progress.step(before.size());
        }
        return (int) sent.stream().filter(ItemResult::accepted).count();
    }

    private boolean isThere(String document) {
        try {
            String id = Json.MAPPER.readTree(document).path("doc_id").asString("");
            return client.document(id).path("status").asString("").equals("indexed");
        } catch (ApiException e) {
            if (e.status() == 404) {
                return false;
            }
            throw e;
        }
    }

    private static List<String> documents() {
        try (BufferedReader corpus = SampleCorpus.open()) {
            return corpus.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the sample corpus", e);
        }
    }
}
