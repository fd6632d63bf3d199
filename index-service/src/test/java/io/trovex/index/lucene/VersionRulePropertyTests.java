package io.trovex.index.lucene;

import static io.trovex.index.lucene.Documents.GENERATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.IndexableDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** At-least-once delivery, retries, replays and reordering all end in the same index. */
class VersionRulePropertyTests {
    private static final List<String> DOC_IDS = List.of("a", "b", "c");

    /** A record as the log may bring it; what the version does is fixed by its number. */
    record Delivery(String docId, long version, boolean refreshAfter) {
        IndexableDocument document() {
            return isDelete(version)
                    ? Documents.delete(docId, version)
                    : Documents.document(docId, "word" + version, 1, (float) version, 0, 0)
                            .version(version)
                            .embedded();
        }
    }

    @Property(tries = 60)
    void anyOrderAndDuplicationEndsWithTheNewestVersionOfEach(@ForAll("deliveries") List<Delivery> deliveries)
            throws IOException {
        Map<String, Long> newest = new HashMap<>();
        Path directory = Files.createTempDirectory("version-rule");
        try (LuceneIndex index = LuceneIndex.open(directory, GENERATION, IndexSettings.DEFAULTS)) {
            for (Delivery delivery : deliveries) {
                index.apply(List.of(delivery.document()));
                newest.merge(delivery.docId(), delivery.version(), Math::max);
                if (delivery.refreshAfter()) {
                    index.refresh();
                }
            }
            index.refresh();

            assertThat(held(index)).isEqualTo(expected(newest));
            assertThat(index.statistics().passages()).isEqualTo(expected(newest).size());
        } finally {
            delete(directory);
        }
    }

    @Provide
    Arbitrary<List<Delivery>> deliveries() {
        return Combinators.combine(
                        Arbitraries.of(DOC_IDS),
                        Arbitraries.longs().between(1, 6),
                        Arbitraries.integers().between(0, 3))
                .as((docId, version, die) -> new Delivery(docId, version, die == 0))
                .list()
                .ofMinSize(1)
                .ofMaxSize(25);
    }

    private static boolean isDelete(long version) {
        return version % 3 == 0;
    }

    private static Map<String, String> expected(Map<String, Long> newest) {
        Map<String, String> bodies = new HashMap<>();
        newest.forEach((docId, version) -> {
            if (!isDelete(version)) {
                bodies.put(docId, "word" + version);
            }
        });
        return bodies;
    }

    private static Map<String, String> held(LuceneIndex index) {
        Map<String, String> bodies = new HashMap<>();
        try (IndexView view = index.view()) {
            view.semantic(new float[] {1, 0, 0, 0})
                    .rank(DocumentFilter.NONE, 10)
                    .matches()
                    .forEach(match ->
                            bodies.put(match.docId(), view.read(match.number()).body()));
        }
        return bodies;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
