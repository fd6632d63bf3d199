package io.trovex.index.lucene;

import io.trovex.contracts.DocumentEmbedded;
import io.trovex.contracts.Generation;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Outcome;
import io.trovex.contracts.Violation;
import io.trovex.index.analysis.GenerationAnalyzer;
import io.trovex.index.engine.CommittedFiles;
import io.trovex.index.engine.GenerationGate;
import io.trovex.index.engine.IndexStatistics;
import io.trovex.index.engine.IndexUnavailableException;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.engine.Settlement;
import io.trovex.index.lucene.HeldVersions.Held;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;

/**
 * The index of one generation in one directory. Applying is idempotent and independent of order: whatever comes twice
 * or late, the newest version of each document is what remains. Thread-safe; a directory has one open index at a time.
 */
public final class LuceneIndex implements SearchIndex {
    /** Up to so many documents written between two commits leave time to merge more. */
    private static final int LITTLE = 100;

    private final Generation generation;
    private final IndexSettings settings;
    private final Clock clock;
    private final OpenDirectory files;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final GenerationGate gate;
    private final GenerationAnalyzer analyzer;

    /** Held while documents are applied or become visible, never while a commit waits for the disk. */
    private final ReentrantLock writing = new ReentrantLock();

    private final ReentrantLock committing = new ReentrantLock();
    private final HeldVersions versions = new HeldVersions();
    private final Map<Integer, Long> offsets = new TreeMap<>();
    private final AtomicInteger written = new AtomicInteger();
    private volatile CommitPoint lastCommit;
    private volatile @Nullable Instant asOf;

    private LuceneIndex(OpenDirectory files, Generation expected, IndexSettings settings, Clock clock)
            throws IOException {
        this.settings = settings;
        this.clock = clock;
        this.files = files;
        this.writer = files.writer();
        this.lastCommit = CommitPoint.read(files.commitData(), expected);
        this.generation = lastCommit.generation();
        this.analyzer = GenerationAnalyzer.of(generation);
        this.offsets.putAll(lastCommit.offsets());
        if (CommitPoint.isOutdated(files.commitData())) {
            // the log has it all, and is consumed from its beginning
            writer.deleteAll();
        }
        this.searchers = new SearcherManager(writer, new TunedSearchers(settings.bm25()));
        this.gate = new GenerationGate(generation);
    }

    /** Opens the last commit, or an empty index; one of an older schema is emptied, for the log to fill it again. */
    public static LuceneIndex open(Path directory, Generation generation, IndexSettings settings) {
        return open(directory, generation, settings, Clock.systemUTC());
    }

    /** @throws IndexUnavailableException if another process has it open, or it is another generation's */
    public static LuceneIndex open(Path directory, Generation generation, IndexSettings settings, Clock clock) {
        OpenDirectory files = OpenDirectory.at(directory, settings);
        try {
            return new LuceneIndex(files, generation, settings, clock);
        } catch (IOException | RuntimeException e) {
            files.abandon();
            throw failure("open " + directory, e);
        }
    }

    /** One settlement each, in order. Searches see the effect after {@link #refresh}. */
    @Override
    public List<Settlement> apply(List<IndexableDocument> documents) {
        writing.lock();
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                List<Settlement> settlements = new ArrayList<>(documents.size());
                for (IndexableDocument document : documents) {
                    settlements.add(settle(document, searcher.getIndexReader()));
                }
                return settlements;
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException | AlreadyClosedException e) {
            throw failure("apply documents", e);
        } finally {
            writing.unlock();
        }
    }

    /** How {@link #apply} would settle the document now, without applying it. */
    @Override
    public Settlement judge(IndexableDocument document) {
        writing.lock();
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                return judge(document, versions.of(document.event().docId(), searcher.getIndexReader()));
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException | AlreadyClosedException e) {
            throw failure("judge a document", e);
        } finally {
            writing.unlock();
        }
    }

    /** Makes everything applied so far visible to searches. */
    @Override
    public void refresh() {
        writing.lock();
        try {
            searchers.maybeRefreshBlocking();
            versions.refreshed();
        } catch (IOException | AlreadyClosedException e) {
            throw failure("refresh", e);
        } finally {
            writing.unlock();
        }
    }

    /** A point-in-time view; close it soon, it keeps deleted segments on the disk. */
    @Override
    public LuceneView view() {
        // before the view is taken: what is searchable since then is in it
        Instant known = asOf;
        try {
            SegmentedSearcher searcher = (SegmentedSearcher) searchers.acquire();
            return new LuceneView(searcher, searchers, analyzer, settings, known);
        } catch (IOException | AlreadyClosedException e) {
            throw failure("read", e);
        }
    }

    @Override
    public void completeUntil(Instant until) {
        asOf = until;
    }

    /**
     * Records how far the topic is consumed, for the next commit.
     *
     * @param next by partition, the offset after the last record that is applied and announced
     */
    @Override
    public void consumed(Map<Integer, Long> next) {
        writing.lock();
        try {
            offsets.putAll(next);
        } finally {
            writing.unlock();
        }
    }

    /** Where to go on consuming, by partition; from the last commit after a restart. */
    @Override
    public Map<Integer, Long> offsets() {
        writing.lock();
        try {
            return Collections.unmodifiableMap(new TreeMap<>(offsets));
        } finally {
            writing.unlock();
        }
    }

    /**
     * Makes the index durable together with its offsets. Documents applied meanwhile may be in it without their
     * offsets: they will be consumed again, which changes nothing.
     */
    @Override
    public void commit() {
        commit(false);
        try {
            if (written.getAndSet(0) <= LITTLE) {
                files.mergeAtRest();
            }
        } catch (IOException | AlreadyClosedException e) {
            throw failure("merge", e);
        }
        // searches leave the segments that were merged meanwhile, and the disk gets their space back
        refresh();
    }

    /** @param always whether there is to be one even if nothing has ever been applied */
    private void commit(boolean always) {
        committing.lock();
        try {
            CommitPoint point = new CommitPoint(generation, offsets(), clock.instant());
            if (writer.hasUncommittedChanges()
                    || !point.offsets().equals(lastCommit.offsets())
                    || (always && lastCommit.at() == null)) {
                writer.setLiveCommitData(point.userData().entrySet());
                writer.commit();
                lastCommit = point;
            }
        } catch (IOException | AlreadyClosedException e) {
            throw failure("commit", e);
        } finally {
            committing.unlock();
        }
    }

    @Override
    public Optional<CommittedFiles> committedFiles() {
        commit(true);
        try {
            return Optional.of(files.held(generation));
        } catch (IOException | AlreadyClosedException e) {
            throw failure("be read whole", e);
        }
    }

    /** Returns when no segments are being merged, for whoever measures the index. */
    public void awaitMerges() {
        files.awaitMerges();
    }

    /** Holds the index, and beside its files whatever belongs to the generation and goes with it. */
    @Override
    public Path directory() {
        return files.path();
    }

    @Override
    public Generation generation() {
        return generation;
    }

    @Override
    public IndexStatistics statistics() {
        try (LuceneView view = view()) {
            return view.statistics(generation, lastCommit.at(), offsets());
        }
    }

    /** A failure while it writes, such as of a full disk, closes the writer for good. */
    @Override
    public @Nullable String closedBecause() {
        if (writer.isOpen()) {
            return null;
        }
        Throwable failure = writer.getTragicException();
        return failure == null ? "it was closed" : failure.toString();
    }

    /** Commits and closes. */
    @Override
    public void close() {
        committing.lock();
        try (files;
                searchers) {
            if (writer.isOpen()) {
                commit(false);
            }
        } catch (IOException e) {
            throw failure("close", e);
        } finally {
            committing.unlock();
        }
    }

    private Settlement settle(IndexableDocument document, IndexReader reader) throws IOException {
        DocumentEmbedded event = document.event();
        Held held = versions.of(event.docId(), reader);
        Settlement settlement = judge(document, held);
        boolean effective = settlement instanceof Settlement.Settled(Outcome outcome) && outcome != Outcome.SUPERSEDED;
        if (!effective) {
            return settlement;
        }
        Held next = new Held(event.version(), Fingerprint.of(document));
        if (!next.equals(held)) {
            try {
                write(document, next, held != null);
            } catch (IllegalArgumentException e) {
                return new Settlement.Refused(
                        List.of(new Violation("", "unindexable", String.valueOf(e.getMessage()))));
            }
        }
        return settlement;
    }

    private Settlement judge(IndexableDocument document, @Nullable Held held) {
        List<Violation> violations = gate.judge(document);
        if (!violations.isEmpty()) {
            return new Settlement.Refused(violations);
        }
        DocumentEmbedded event = document.event();
        if (held != null && held.version() > event.version()) {
            return new Settlement.Settled(Outcome.SUPERSEDED);
        }
        boolean deleted = event.operation() == Operation.DELETE;
        return new Settlement.Settled(deleted ? Outcome.DELETED : Outcome.INDEXED);
    }

    private void write(IndexableDocument document, Held next, boolean replaces) throws IOException {
        String docId = document.event().docId();
        DocumentBlock block = new DocumentBlock(
                document, next.fingerprint(), analyzer, settings.bm25().titleWeight());
        if (replaces) {
            writer.updateDocuments(new Term(Fields.BLOCK, docId), block.members());
        } else {
            writer.addDocuments(block.members());
        }
        versions.written(docId, next);
        written.incrementAndGet();
    }

    private static RuntimeException failure(String action, Exception cause) {
        return cause instanceof IndexUnavailableException known
                ? known
                : new IndexUnavailableException("the index cannot " + action + ": " + cause.getMessage(), cause);
    }
}
