package io.trovex.index.opensearch;

import io.trovex.contracts.Generation;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Outcome;
import io.trovex.contracts.Violation;
import io.trovex.index.engine.GenerationGate;
import io.trovex.index.engine.IndexStatistics;
import io.trovex.index.engine.IndexUnavailableException;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.engine.Settlement;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.generic.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The index of one generation in OpenSearch, made when it is first needed: the cluster may be away when the process starts.
 * Several processes may share it.
 */
public final class OpenSearchIndex implements SearchIndex {
    private static final Logger LOG = LoggerFactory.getLogger(OpenSearchIndex.class);

    private final Cluster cluster;
    private final Generation generation;
    private final OpenSearchSettings settings;
    private final Path directory;
    private final Clock clock;
    private final IndexNames names;
    private final GenerationGate gate;
    private final BulkWrites writes;
    private final Positions positions;
    private final Map<Integer, Long> consumed = new TreeMap<>();
    private Map<Integer, Long> committed = Map.of();
    private volatile @Nullable Instant committedAt;
    private volatile @Nullable Instant asOf;
    private volatile boolean made;

    /** @param directory of this machine, for what belongs to the generation */
    public OpenSearchIndex(
            Cluster cluster, Generation generation, OpenSearchSettings settings, Path directory, Clock clock) {
        this.cluster = cluster;
        this.generation = generation;
        this.settings = settings;
        this.directory = directory;
        this.clock = clock;
        this.names = IndexNames.of(settings.prefix(), generation);
        this.gate = new GenerationGate(generation);
        this.writes = new BulkWrites(cluster, names.alias());
        this.positions = new Positions(cluster, names.alias());
    }

    @Override
    public List<Settlement> apply(List<IndexableDocument> documents) {
        make();
        @Nullable Settlement[] settlements = new Settlement[documents.size()];
        List<IndexableDocument> fit = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            List<Violation> violations = gate.judge(documents.get(i));
            if (violations.isEmpty()) {
                fit.add(documents.get(i));
                places.add(i);
            } else {
                settlements[i] = new Settlement.Refused(violations);
            }
        }
        if (!fit.isEmpty()) {
            List<Settlement> written = writes.write(fit);
            for (int i = 0; i < places.size(); i++) {
                settlements[places.get(i)] = written.get(i);
            }
        }
        return Arrays.stream(settlements).map(settlement -> settlement).toList();
    }

    @Override
    public Settlement judge(IndexableDocument document) {
        make();
        List<Violation> violations = gate.judge(document);
        if (!violations.isEmpty()) {
            return new Settlement.Refused(violations);
        }
        String id = URLEncoder.encode(DocumentSource.id(document.event().docId()), StandardCharsets.UTF_8)
                .replace("+", "%20");
        JsonNode held = cluster.ask("GET", "/" + names.alias() + "/_doc/" + id, Map.of("_source", "false"), (Body) null)
                .body();
        if (held.path("found").asBoolean(false)
                && held.path("_version").asLong() > document.event().version()) {
            return new Settlement.Settled(Outcome.SUPERSEDED);
        }
        boolean deleted = document.event().operation() == Operation.DELETE;
        return new Settlement.Settled(deleted ? Outcome.DELETED : Outcome.INDEXED);
    }

    @Override
    public void refresh() {
        make();
        cluster.ask("POST", "/" + names.alias() + "/_refresh").ok();
    }

    @Override
    public OpenSearchView view() {
        make();
        // before the view is taken: what is searchable since then is in it
        Instant known = asOf;
        return new OpenSearchView(new PointInTime(cluster, names.alias()), settings.exactPassages(), known);
    }

    @Override
    public void completeUntil(Instant until) {
        asOf = until;
    }

    @Override
    public synchronized void consumed(Map<Integer, Long> next) {
        consumed.putAll(next);
    }

    /** The furthest that this or another process has come. */
    @Override
    public Map<Integer, Long> offsets() {
        make();
        Map<Integer, Long> offsets = positions.read();
        synchronized (this) {
            consumed.forEach((partition, offset) -> offsets.merge(partition, offset, Math::max));
        }
        return offsets;
    }

    /** What was applied is durable already: OpenSearch acknowledges after its log is on the disk. */
    @Override
    public synchronized void commit() {
        if (!consumed.equals(committed)) {
            make();
            positions.write(consumed);
            committed = new HashMap<>(consumed);
            committedAt = clock.instant();
        }
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public Generation generation() {
        return generation;
    }

    @Override
    public IndexStatistics statistics() {
        make();
        JsonNode counts = cluster.ask(
                        "POST",
                        "/" + names.alias() + "/_search",
                        Map.of(
                                "size",
                                0,
                                "aggs",
                                Map.of(
                                        "kinds",
                                        Map.of("terms", Map.of("field", StoredFields.KIND)),
                                        "passages",
                                        Map.of("nested", Map.of("path", StoredFields.PASSAGES)))))
                .ok()
                .path("aggregations");
        Map<String, Integer> kinds = new HashMap<>();
        for (JsonNode bucket : counts.path("kinds").path("buckets")) {
            kinds.put(bucket.path("key").asString(), bucket.path("doc_count").asInt());
        }
        JsonNode segments =
                cluster.ask("GET", "/" + names.alias() + "/_stats/segments").ok();
        return new IndexStatistics(
                generation,
                kinds.getOrDefault(StoredFields.DOCUMENT, 0),
                kinds.getOrDefault(StoredFields.TOMBSTONE, 0),
                counts.path("passages").path("doc_count").asInt(),
                segments.path("_all")
                        .path("primaries")
                        .path("segments")
                        .path("count")
                        .asInt(),
                committedAt,
                offsets());
    }

    /** The alias named as the prefix leaves the index that had it, in the same step. */
    @Override
    public void serves() {
        make();
        Map<String, ?> leave = Map.of(
                "remove", Map.of("index", settings.prefix() + "-*", "alias", settings.prefix(), "must_exist", false));
        Map<String, ?> join = Map.of("add", Map.of("index", names.index(), "alias", settings.prefix()));
        cluster.ask("POST", "/_aliases", Map.of("actions", List.of(leave, join)))
                .ok();
    }

    /** A restart would not help where the cluster is away. */
    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        try {
            commit();
        } catch (IndexUnavailableException e) {
            LOG.atWarn()
                    .addKeyValue("generation", generation.id())
                    .addKeyValue("reason", e.getMessage())
                    .log("what was consumed last will be consumed again");
        }
    }

    /** Gone for good, with all that it holds; nothing happens where there is none. */
    void delete() {
        int status = cluster.ask("DELETE", "/" + names.index()).status();
        if (status != 200 && status != 404) {
            throw new IndexUnavailableException("OpenSearch does not delete " + names.index() + ": " + status, null);
        }
    }

    private void make() {
        if (!made) {
            Cluster.Answer answer =
                    cluster.ask("PUT", "/" + names.index(), IndexDefinition.of(names, generation, settings));
            boolean exists =
                    answer.body().path("error").path("type").asString("").equals("resource_already_exists_exception");
            if (exists) {
                expectOurs();
            } else {
                answer.ok();
            }
            made = true;
        }
    }

    private void expectOurs() {
        JsonNode meta = cluster.ask("GET", "/" + names.index() + "/_mapping")
                .ok()
                .path(names.index())
                .path("mappings")
                .path("_meta");
        JsonNode ours = Cluster.JSON.valueToTree(IndexDefinition.meta(generation));
        if (!meta.equals(ours)) {
            throw new IndexUnavailableException(
                    "the index %s is of %s, not of %s: use another prefix, or the settings it was made with"
                            .formatted(names.index(), meta, ours),
                    null);
        }
    }
}
