package io.trovex.index.engine;

import static io.trovex.index.lucene.Documents.GENERATION;

import io.trovex.contracts.Generation;
import io.trovex.contracts.GenerationSpec;
import io.trovex.index.lucene.Documents;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An engine and its index, empty at first: what its subclasses test, every engine promises. */
public abstract class EngineContract {
    public static final Generation ENGLISH =
            new Generation("g1-english", GENERATION.model(), GENERATION.dimension(), GenerationSpec.ENGLISH);

    SearchIndex index;

    /** The same index at each call within one test, for a generation of the same id: {@link Documents#GENERATION} or {@link #ENGLISH}. */
    protected abstract SearchIndex open(Generation generation);

    @BeforeEach
    void open() {
        index = open(GENERATION);
    }

    @AfterEach
    void close() {
        index.close();
    }

    final List<Settlement> apply(IndexableDocument... documents) {
        List<Settlement> settlements = index.apply(List.of(documents));
        index.refresh();
        return settlements;
    }

    final <T> T view(Function<IndexView, T> reading) {
        try (IndexView view = index.view()) {
            return reading.apply(view);
        }
    }

    final List<String> found(String text) {
        return view(view -> ids(view.keyword(text).rank(DocumentFilter.NONE, 10)));
    }

    static List<String> ids(Ranking ranking) {
        return ranking.matches().stream().map(Match::docId).toList();
    }
}
