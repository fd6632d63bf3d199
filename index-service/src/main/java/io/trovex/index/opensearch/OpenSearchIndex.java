package io.trovex.index.opensearch;

import io.trovex.contracts.Generation;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Outcome;
import io.trovex.contracts.Violation;
import io.trovex.index.analysis.GenerationAnalyzer;
import io.trovex.index.analysis.QueryLanguages;
import io.trovex.index.engine.CommittedFiles;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
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

    private static final int MOST_KEYS = 1_000;

    private final Cluster cluster;
    private final Generation generation;
    private final OpenSearchSettings settings;
    private final Path directory;
    private final Clock clock;
    private final IndexNames names;
    private final IndexMaker maker;
    private final GenerationGate gate;
    private final GenerationAnalyzer analyzer;
    private final List<Runnable> refills = new CopyOnWriteArrayList<>();
    private volatile Remembered<Long> passages = new Remembered<>();
    private volatile Remembered<QueryLanguages> languages = new Remembered<>();
    private final Set<String> metadataKeys = ConcurrentHashMap.newKeySet();
    private final Lock making = new ReentrantLock();
    private final Map<Integer, Long> consumed = new TreeMap<>();
    private Map<Integer, Long> committed = Map.of();
    private volatile @Nullable String lastAlias;
    private volatile @Nullable Instant committedAt;
    private volatile @Nullable Instant asOf;

    /** Of the making in use; null before the first use, and when it is lost. */
    private volatile @Nullable String alias;

    /** @param directory of this machine, for what belongs to the generation */
    public OpenSearchIndex(
            Cluster cluster, Generation generation, OpenSearchSettings settings, Path directory, Clock clock) {
        this.cluster = cluster;
        this.generation = generation;
        this.settings = settings;
        this.directory = directory;
        this.clock = clock;
        this.analyzer = GenerationAnalyzer.of(generation);
        this.names = IndexNames.of(settings.prefix(), generation);
        this.maker = new IndexMaker(cluster, names, generation, settings);
        this.gate = new GenerationGate(generation);
    }

    @Override
    public List<Settlement> apply(List<IndexableDocument> documents) {
        made();
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
            List<Settlement> written = ask(made -> new BulkWrites(cluster, made, analyzer).write(fit));
            for (int i = 0; i < places.size(); i++) {
                settlements[places.get(i)] = written.get(i);
            }
        }
        return Arrays.stream(settlements).map(settlement -> settlement).toList();
    }

    @Override
    public Settlement judge(IndexableDocument document) {
        made();
        List<Violation> violations = gate.judge(document);
        if (!violations.isEmpty()) {
            return new Settlement.Refused(violations);
        }
        String id = URLEncoder.encode(DocumentSource.id(document.event().docId()), StandardCharsets.UTF_8)
                .replace("+", "%20");
        Map<String, String> bare = Map.of("_source", "false");
        JsonNode held = ask(made -> {
            Cluster.Answer answer = cluster.ask("GET", "/" + made + "/_doc/" + id, bare, (Body) null);
            return answer.body().has("found") ? answer.body() : answer.ok();
        });
        if (held.path("found").asBoolean(false)
                && held.path("_version").asLong() > document.event().version()) {
            return new Settlement.Settled(Outcome.SUPERSEDED);
        }
        boolean deleted = document.event().operation() == Operation.DELETE;
        return new Settlement.Settled(deleted ? Outcome.DELETED : Outcome.INDEXED);
    }

    @Override
    public void refresh() {
        ask(made -> cluster.ask("POST", "/" + made + "/_refresh").ok());
        forgetAnswers();
    }

    /** Those that there are are remembered: a key whose last document goes is taken for one a while longer. */
    @Override
    public boolean hasMetadata(String key) {
        if (metadataKeys.contains(key)) {
            return true;
        }
        boolean has = SearchIndex.super.hasMetadata(key);
        if (has && metadataKeys.size() < MOST_KEYS) {
            metadataKeys.add(key);
        }
        return has;
    }

    /** Without a view where they are known. */
    @Override
    public Set<String> languages() {
        return languages
                .get(() -> {
                    try (OpenSearchView view = view()) {
                        return view.queryLanguages();
                    }
                })
                .labels();
    }

    @Override
    public OpenSearchView view() {
        // before the view is taken: what is searchable since then is in it
        Instant known = asOf;
        Remembered<Long> counted = passages;
        Remembered<QueryLanguages> spoken = languages;
        PointInTime moment = ask(made -> new PointInTime(cluster, made));
        return new OpenSearchView(
                moment, new PresentLanguages(moment, analyzer, spoken), settings.exactPassages(), counted, known);
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
        Map<Integer, Long> offsets = ask(made -> new Positions(cluster, made).read());
        synchronized (this) {
            consumed.forEach((partition, offset) -> offsets.merge(partition, offset, Math::max));
        }
        return offsets;
    }

    @Override
    public void whenLost(Runnable refill) {
        refills.add(refill);
    }

    /**
     * What was applied is durable already: OpenSearch acknowledges after its log is on the disk. Looks besides whether the
     * index is still there, so that one that is lost is filled again though no document comes.
     */
    @Override
    public void commit() {
        if (lastAlias == null && isCommitted()) {
            return;
        }
        ask(made -> {
            if (isCommitted()) {
                cluster.ask("GET", "/" + made + "/_alias").ok();
            } else {
                write(made);
            }
            return made;
        });
    }

    private synchronized boolean isCommitted() {
        return consumed.equals(committed);
    }

    private void write(String made) {
        // after the alias was taken: what belongs to the index before it is forgotten by then
        Map<Integer, Long> next;
        synchronized (this) {
            next = new HashMap<>(consumed);
        }
        new Positions(cluster, made).write(next);
        synchronized (this) {
            committed = next;
            committedAt = clock.instant();
        }
    }

    @Override
    public Optional<CommittedFiles> committedFiles() {
        return Optional.empty();
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
        return ask(this::statistics);
    }

    private IndexStatistics statistics(String made) {
        JsonNode counts = cluster.ask(
                        "POST",
                        "/" + made + "/_search",
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
        JsonNode segments = cluster.ask("GET", "/" + made + "/_stats/segments").ok();
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
        Map<String, ?> leave = Map.of(
                "remove", Map.of("index", settings.prefix() + "-*", "alias", settings.prefix(), "must_exist", false));
        Map<String, ?> join = Map.of("add", Map.of("index", names.index(), "alias", settings.prefix()));
        ask(_ -> cluster.ask("POST", "/_aliases", Map.of("actions", List.of(leave, join)))
                .ok());
    }

    /** A restart would not help where the cluster is away. */
    @Override
    public @Nullable String closedBecause() {
        return null;
    }

    @Override
    public void close() {
        String made = alias;
        try {
            if (made != null && !isCommitted()) {
                write(made);
            }
        } catch (IndexUnavailableException e) {
            LOG.atWarn()
                    .addKeyValue("generation", generation.id())
                    .addKeyValue("reason", e.getMessage())
                    .log("what was consumed last will be consumed again");
        }
    }

    /** Gone for good, with all that it holds; nothing happens where there is none. */
    void delete() {
        maker.delete();
    }

    private <T> T ask(Function<String, T> question) {
        String made = made();
        try {
            return question.apply(made);
        } catch (IndexLostException e) {
            forget(made);
            throw e;
        }
    }

    private String made() {
        String known = alias;
        if (known != null) {
            return known;
        }
        making.lock();
        try {
            return alias == null ? make() : Objects.requireNonNull(alias);
        } finally {
            making.unlock();
        }
    }

    private String make() {
        String made = maker.make();
        if (lastAlias != null && !lastAlias.equals(made)) {
            LOG.atWarn()
                    .addKeyValue("generation", generation.id())
                    .log("the index was lost, and is filled from the log again");
            asOf = null;
            metadataKeys.clear();
            forgetAnswers();
            // first, so that nobody says any more how far he has come in the one before
            refills.forEach(Runnable::run);
            synchronized (this) {
                consumed.clear();
                committed = Map.of();
            }
        }
        lastAlias = made;
        alias = made;
        return made;
    }

    /** Whoever still looks at the moment before remembers what is of it apart. */
    private void forgetAnswers() {
        passages = new Remembered<>();
        languages = new Remembered<>();
    }

    private void forget(String lost) {
        making.lock();
        try {
            if (lost.equals(alias)) {
                alias = null;
            }
        } finally {
            making.unlock();
        }
    }
}
