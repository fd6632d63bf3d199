package io.trovex.index.lucene;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.KeywordSearch;
import io.trovex.index.engine.KeywordSearch.Occurrence;
import io.trovex.index.engine.Match;
import io.trovex.index.engine.StoredDocument;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostingPlacesTests {
    @TempDir
    Path directory;

    private LuceneIndex index;

    @BeforeEach
    void open() {
        index = LuceneIndex.open(directory, GENERATION, IndexSettings.DEFAULTS);
    }

    @AfterEach
    void close() {
        index.close();
    }

    @Test
    void occurrencesStandInTheBodyEvenWhenTheTitleHasTheWordsToo() {
        String body = "Vaccines protect. A vaccine is given once.";
        add(document("a", body).title("Vaccination and vaccines"));

        try (IndexView view = index.view()) {
            KeywordSearch search = view.keyword("vaccine given");
            int number =
                    search.rank(DocumentFilter.NONE, 1).matches().getFirst().number();
            assertThat(search.places().in(number, view.read(number)))
                    .extracting(word -> body.substring(word.start(), word.end()))
                    .containsExactly("Vaccines", "vaccine", "given");
            assertThat(search.places().in(number, view.read(number)))
                    .extracting(Occurrence::term)
                    .containsExactly("vaccin", "vaccin", "given");
        }
    }

    @Test
    void documentsAreAskedForInAnyOrderAndAgain() {
        Random random = new Random(7);
        for (int segment = 0; segment < 3; segment++) {
            int first = 700 * segment;
            add(IntStream.range(first, first + 700)
                    .mapToObj(i -> document("d" + i, "ship ".repeat(random.nextInt(3)) + "in a storm " + i % 5))
                    .toArray(Documents[]::new));
        }

        try (IndexView view = index.view()) {
            KeywordSearch search = view.keyword("ships storms 3");
            KeywordSearch.Places places = search.places();
            List<Integer> numbers = view.keyword("storm").rank(DocumentFilter.NONE, 2_100).matches().stream()
                    .map(Match::number)
                    .toList();
            for (int i = 0; i < 1_000; i++) {
                int number = numbers.get(random.nextInt(i % 2 == 0 ? numbers.size() : 5));
                StoredDocument document = view.read(number);
                assertThat(places.in(number, document))
                        .isEqualTo(search.places().in(number, document))
                        .isNotEmpty();
            }
        }
    }

    private void add(Documents... documents) {
        index.apply(Arrays.stream(documents).map(Documents::embedded).toList());
        index.refresh();
    }
}
