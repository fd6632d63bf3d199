package io.trovex.index.snapshot;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.delete;
import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trovex.contracts.Generation;
import io.trovex.index.engine.GenerationDirectories;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.lucene.IndexSettings;
import io.trovex.index.lucene.LuceneEngine;
import io.trovex.index.lucene.LuceneIndex;
import io.trovex.index.snapshot.SnapshotException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshots of a real index. */
class SnapshotsTests {
    @TempDir
    Path root;

    private Path index;
    private Snapshots snapshots;

    @BeforeEach
    void locate() {
        index = root.resolve("index").resolve(GENERATION.id());
        snapshots = snapshots(LuceneEngine.SCHEMA);
    }

    @Test
    void whatComesAfterASnapshotIsNotInItAndItsOffsetsAreItsOwn() {
        String then;
        try (SearchIndex open = open()) {
            open.apply(List.of(
                    document("a", "alpha").embedded(), document("b", "beta").embedded()));
            open.apply(List.of(delete("b", 2)));
            open.consumed(Map.of(0, 3L));
            open.refresh();
            then = digest(open);
            Snapshot made = snapshots.create("one", open);
            assertThat(made.documents()).isEqualTo(1);
            assertThat(made.offsets()).containsExactly(Map.entry(0, 3L));
            assertThat(made.generation()).isEqualTo(GENERATION.id());

            open.apply(List.of(document("c", "gamma").embedded()));
            open.consumed(Map.of(0, 4L));
        }

        assertThat(snapshots.restore("one", GENERATION, index)).isEqualTo(snapshots.find("one"));

        try (SearchIndex restored = open()) {
            assertThat(digest(restored)).isEqualTo(then);
            assertThat(restored.offsets()).containsExactly(Map.entry(0, 3L));
            assertThat(restored.statistics().tombstones()).isEqualTo(1);
        }
    }

    /** Documents are applied one by one, each with its offset: a commit holds all before its offset. */
    @Test
    void aSnapshotUnderWritesHoldsEverythingBeforeItsOffset() throws Exception {
        AtomicBoolean writing = new AtomicBoolean(true);
        try (SearchIndex open = open()) {
            CompletableFuture<Integer> writer = CompletableFuture.supplyAsync(() -> {
                int next = 0;
                for (; writing.get(); next++) {
                    open.apply(List.of(numbered(next)));
                    open.refresh();
                    open.consumed(Map.of(0, next + 1L));
                    if (next % 20 == 0) {
                        open.commit();
                    }
                }
                return next;
            });
            while (open.offsets().getOrDefault(0, 0L) < 50) {
                Thread.onSpinWait();
            }
            for (int i = 0; i < 5; i++) {
                snapshots.create("s" + i, open);
            }
            writing.set(false);
            writer.get();
        }
        for (int i = 0; i < 5; i++) {
            Snapshot restored = snapshots.restore("s" + i, GENERATION, index);
            try (SearchIndex open = open();
                    IndexView view = open.view()) {
                int offset = Math.toIntExact(open.offsets().getOrDefault(0, 0L));
                assertThat(offset)
                        .isGreaterThanOrEqualTo(50)
                        .isEqualTo(Math.toIntExact(restored.offsets().getOrDefault(0, -1L)));
                assertThat(open.statistics().documents()).isEqualTo(restored.documents());
                assertThat(IntStream.range(0, offset))
                        .allSatisfy(
                                each -> assertThat(view.document("d" + each)).isNotNull());
            }
        }
    }

    @Test
    void aSnapshotOutlivesTheFilesOfTheIndexAndTheIndexOutlivesTheSnapshot() throws IOException {
        try (SearchIndex open = open()) {
            for (int i = 0; i < 30; i++) {
                open.apply(List.of(numbered(i)));
                open.refresh();
                open.commit();
            }
            snapshots.create("early", open);
            for (int i = 0; i < 30; i++) {
                open.apply(List.of(delete("d" + i, 2)));
                open.commit();
            }
        }
        List<String> files = names(index);
        assertThat(snapshots.find("early").files())
                .extracting(Snapshot.SnapshotFile::name)
                .isNotEmpty()
                .noneMatch(files::contains);

        snapshots.restore("early", GENERATION, index);
        snapshots.delete("early");

        try (SearchIndex open = open()) {
            assertThat(open.statistics().documents()).isEqualTo(30);
            open.apply(List.of(numbered(31)));
        }
        try (SearchIndex open = open()) {
            assertThat(open.statistics().documents()).isEqualTo(31);
        }
    }

    @Test
    void anEmptyIndexHasASnapshotToo() {
        try (SearchIndex open = open()) {
            assertThat(snapshots.create("empty", open).documents()).isZero();
        }

        snapshots.restore("empty", GENERATION, index);

        try (SearchIndex open = open()) {
            assertThat(open.statistics().documents()).isZero();
        }
    }

    @Test
    void theyAreListedByAgeAndDeletedByName() {
        try (SearchIndex open = open()) {
            assertThat(snapshots.list()).isEmpty();
            snapshots.create("z", open);
            snapshots.create("a", open);
        }
        assertThat(snapshots.list()).extracting(Snapshot::name).containsExactly("z", "a");

        snapshots.delete("z");

        assertThat(snapshots.list()).extracting(Snapshot::name).containsExactly("a");
        refused(Reason.UNKNOWN, () -> snapshots.delete("z")).hasMessage("there is no snapshot 'z'");
        refused(Reason.UNKNOWN, () -> snapshots.find("z"));
        refused(Reason.UNKNOWN, () -> snapshots.restore("z", GENERATION, index));
    }

    @Test
    void aNameIsTakenOnce() {
        try (SearchIndex open = open()) {
            snapshots.create("one", open);
            refused(Reason.EXISTS, () -> snapshots.create("one", open));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../one", "a/b", ".hidden", "a b", "é"})
    void aNameIsNoPath(String name) {
        refused(Reason.BAD_NAME, () -> snapshots.find(name));
        refused(Reason.BAD_NAME, () -> snapshots.delete(name));
    }

    @Test
    void whatWasLeftHalfMadeIsNoSnapshot() throws IOException {
        Path partial = Files.createDirectories(root.resolve("snapshots").resolve(".one"));
        Files.writeString(partial.resolve("_0.cfs"), "half");
        assertThat(snapshots.list()).isEmpty();

        try (SearchIndex open = open()) {
            snapshots.create("one", open);
        }

        assertThat(names(root.resolve("snapshots"))).containsExactly("one");
    }

    @Test
    void aDamagedSnapshotIsRefusedAndTheIndexStays() throws IOException {
        try (SearchIndex open = open()) {
            open.apply(List.of(numbered(1)));
            List.of("flipped", "short", "lost", "forged", "torn").forEach(name -> snapshots.create(name, open));
            open.apply(List.of(numbered(2)));
        }
        // copies, so that the index, whose files they are, stays whole
        Path flipped = copied("flipped");
        byte[] bytes = Files.readAllBytes(flipped);
        bytes[bytes.length / 2] ^= 1;
        Files.write(flipped, bytes);
        Path cut = copied("short");
        Files.write(cut, List.of());
        Files.delete(copied("lost"));
        Path forged = manifest("forged");
        Files.writeString(forged, Files.readString(forged).replace("\"documents\" : 1", "\"documents\" : 7"));
        Files.writeString(manifest("torn"), "{\"snapshot\": {");

        refused(Reason.DAMAGED, () -> snapshots.restore("flipped", GENERATION, index))
                .hasMessageContaining("is not what was written");
        refused(Reason.DAMAGED, () -> snapshots.restore("short", GENERATION, index));
        refused(Reason.DAMAGED, () -> snapshots.restore("lost", GENERATION, index))
                .hasMessageContaining("is missing");
        refused(Reason.DAMAGED, () -> snapshots.restore("forged", GENERATION, index))
                .hasMessageContaining("checksum");
        refused(Reason.DAMAGED, () -> snapshots.restore("torn", GENERATION, index));
        assertThat(snapshots.list()).extracting(Snapshot::name).containsExactly("flipped", "short", "lost");
        try (SearchIndex open = open()) {
            assertThat(open.statistics().documents()).isEqualTo(2);
        }
    }

    @Test
    void aSnapshotOfAnotherGenerationModelOrSchemaIsRefused() {
        try (SearchIndex open = open()) {
            snapshots.create("one", open);
        }

        refused(Reason.OTHER_GENERATION, () -> snapshots.restore("one", new Generation("g2", "m", 4), index))
                .hasMessageContaining("not of g2 with m");
        refused(
                Reason.OTHER_GENERATION,
                () -> snapshots.restore("one", new Generation(GENERATION.id(), "other", 4), index));
        refused(Reason.OTHER_SCHEMA, () -> snapshots("lucene-0").restore("one", GENERATION, index))
                .hasMessageContaining("lucene-0");
    }

    @Test
    void aDamagedIndexHasNoSnapshot() throws IOException {
        try (SearchIndex open = open()) {
            open.apply(List.of(numbered(1)));
        }
        try (SearchIndex open = open()) {
            open.commit();
            Path file = index.resolve(names(index).stream()
                    .filter(name -> name.endsWith(".cfs") || name.endsWith(".fdt"))
                    .findFirst()
                    .orElseThrow());
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);

            refused(Reason.INDEX_UNAVAILABLE, () -> snapshots.create("one", open))
                    .hasMessageContaining("checksum");
            assertThat(snapshots.list()).isEmpty();
        }
    }

    @Test
    void anEngineBeginsWithASnapshotOnlyWhereThereIsNothing() throws IOException {
        try (SearchIndex open = open()) {
            open.apply(List.of(numbered(1)));
            snapshots.create("one", open);
            open.apply(List.of(numbered(2)));
        }
        GenerationDirectories directories = new GenerationDirectories(root.resolve("index"));
        RestoringEngine engine = new RestoringEngine(
                new LuceneEngine(directories, IndexSettings.DEFAULTS, Clock.systemUTC()),
                snapshots,
                "one",
                directories);

        assertThat(documents(engine, GENERATION)).isEqualTo(2);
        FileTransfer.delete(index);
        assertThat(documents(engine, GENERATION)).isEqualTo(1);
        assertThat(documents(engine, new Generation("g2", "m", 4))).isZero();
        RestoringEngine lost = new RestoringEngine(
                new LuceneEngine(directories, IndexSettings.DEFAULTS, Clock.systemUTC()),
                snapshots,
                "gone",
                directories);
        assertThat(documents(lost, GENERATION)).as("it has begun").isEqualTo(1);
        assertThat(documents(lost, new Generation("g3", "m", 4))).isZero();
        FileTransfer.delete(index);
        refused(
                Reason.OTHER_GENERATION,
                () -> engine.open(new Generation(GENERATION.id(), "other", GENERATION.dimension())));
        FileTransfer.delete(directories.root());
        refused(Reason.UNKNOWN, () -> lost.open(GENERATION));
    }

    private static int documents(RestoringEngine engine, Generation generation) {
        try (SearchIndex open = engine.open(generation)) {
            return open.statistics().documents();
        }
    }

    private SearchIndex open() {
        return LuceneIndex.open(index, GENERATION, IndexSettings.DEFAULTS);
    }

    private Snapshots snapshots(String schema) {
        return new Snapshots(root.resolve("snapshots"), schema, Clock.systemUTC());
    }

    private static IndexableDocument numbered(int number) {
        return document("d" + number, "Document number " + number, 1, 0, 0, 0).embedded();
    }

    private static String digest(SearchIndex open) {
        try (IndexView view = open.view()) {
            return view.digest().toString();
        }
    }

    private Path manifest(String name) {
        return root.resolve("snapshots").resolve(name).resolve("manifest.json");
    }

    /** The largest file of a snapshot, as a file of its own. */
    private Path copied(String name) throws IOException {
        Path file = manifest(name)
                .resolveSibling(snapshots.find(name).files().stream()
                        .max(java.util.Comparator.comparingLong(Snapshot.SnapshotFile::bytes))
                        .orElseThrow()
                        .name());
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return Files.write(file, bytes);
    }

    private static List<String> names(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return new ArrayList<>(
                    files.map(file -> file.getFileName().toString()).toList());
        }
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(
            Reason reason, ThrowingCallable action) {
        return assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        SnapshotException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
