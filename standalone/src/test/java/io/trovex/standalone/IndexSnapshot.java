package io.trovex.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Bits;

/**
 * What the last commit of an index holds.
 *
 * @param documents version, content hash and fingerprint (vectors included) by document id
 * @param tombstones version by document id
 * @param offsets as {@code /v1/index} tells them
 */
record IndexSnapshot(String model, Map<String, String> documents, Map<String, Long> tombstones, String offsets) {

    static IndexSnapshot read(Path directory) {
        try (FSDirectory files = FSDirectory.open(directory);
                DirectoryReader reader = DirectoryReader.open(files)) {
            Map<String, String> documents = new TreeMap<>();
            Map<String, Long> tombstones = new TreeMap<>();
            for (LeafReaderContext leaf : reader.leaves()) {
                read(leaf.reader(), documents, tombstones);
            }
            Map<String, String> commit = reader.getIndexCommit().getUserData();
            return new IndexSnapshot(String.valueOf(commit.get("model")), documents, tombstones, offsets(commit));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Offsets differ after a replay upstream: more records came, and changed nothing. */
    @Override
    public boolean equals(Object other) {
        return other instanceof IndexSnapshot that
                && model.equals(that.model)
                && documents.equals(that.documents)
                && tombstones.equals(that.tombstones);
    }

    @Override
    public int hashCode() {
        return Objects.hash(model, documents, tombstones);
    }

    private static void read(LeafReader segment, Map<String, String> documents, Map<String, Long> tombstones)
            throws IOException {
        StoredFields stored = segment.storedFields();
        NumericDocValues versions = segment.getNumericDocValues("version");
        NumericDocValues fingerprints = segment.getNumericDocValues("fingerprint");
        var ids = segment.getSortedDocValues("doc_id");
        Bits live = segment.getLiveDocs();
        for (int doc = 0; ids != null && doc < segment.maxDoc(); doc++) {
            if ((live == null || live.get(doc)) && ids.advanceExact(doc)) {
                String id = ids.lookupOrd(ids.ordValue()).utf8ToString();
                versions.advanceExact(doc);
                fingerprints.advanceExact(doc);
                String hash = stored.document(doc).get("content_hash");
                if (hash == null) {
                    tombstones.put(id, versions.longValue());
                } else {
                    documents.put(id, versions.longValue() + " " + hash + " " + fingerprints.longValue());
                }
            }
        }
    }

    private static String offsets(Map<String, String> commit) {
        return new TreeMap<>(commit.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("offset."))
                        .collect(Collectors.toMap(
                                entry -> Integer.parseInt(entry.getKey().substring("offset.".length())),
                                Map.Entry::getValue)))
                .entrySet().stream()
                        .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                        .collect(Collectors.joining(",", "{", "}"));
    }
}
