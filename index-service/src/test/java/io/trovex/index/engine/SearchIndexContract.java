package io.trovex.index.engine;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.NOON;
import static io.trovex.index.lucene.Documents.delete;
import static io.trovex.index.lucene.Documents.document;
import static io.trovex.index.lucene.Documents.passage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.trovex.contracts.Generation;
import io.trovex.contracts.GenerationSpec;
import io.trovex.contracts.Outcome;
import io.trovex.contracts.Passage;
import io.trovex.contracts.Vector;
import io.trovex.contracts.Violation;
import io.trovex.index.engine.KeywordSearch.Occurrence;
import io.trovex.index.lucene.Documents;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every engine promises. */
public abstract class SearchIndexContract {
    protected static final Generation ENGLISH =
            new Generation("g1-english", GENERATION.model(), GENERATION.dimension(), GenerationSpec.ENGLISH);

    private static final DocumentField YEAR = DocumentField.metadata("year");
    private static final DocumentField TAGS = DocumentField.metadata("tags");

    private SearchIndex index;

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

    @Test
    void theNewestVersionRemainsInWhateverOrderTheyCome() {
        assertThat(apply(
                        document("a", "two").version(2).embedded(),
                        document("a", "one").version(1).embedded(),
                        document("b", "one").version(1).embedded(),
                        document("b", "two").version(2).embedded()))
                .containsExactly(
                        settled(Outcome.INDEXED),
                        settled(Outcome.SUPERSEDED),
                        settled(Outcome.INDEXED),
                        settled(Outcome.INDEXED));

        assertThat(found("two")).containsExactly("a", "b");
        assertThat(found("one")).isEmpty();
    }

    @Test
    void aVersionThatComesAgainSettlesAsBefore() {
        apply(document("a", "text").embedded());

        assertThat(apply(document("a", "text").embedded())).containsExactly(settled(Outcome.INDEXED));
        assertThat(found("text")).containsExactly("a");
    }

    @Test
    void aSynonymIsFoundInThePlaceOfItsWordsAndCountsForLess() {
        apply(
                document("car", "a fast car").embedded(),
                document("auto", "a fast automobile").embedded(),
                document("both", "an automobile car").embedded(),
                document("vehicle", "a fast motor vehicle").embedded(),
                document("apart", "a vehicle without motor").embedded(),
                document("other", "a fast boat").embedded());
        KeywordQuery asked = KeywordQuery.plain("fast cars")
                .with(List.of(english("cars", "automobile", "motor vehicles", "unheard of")));

        try (IndexView view = index.view()) {
            KeywordSearch search = view.keyword(asked);
            Ranking ranking = search.rank(DocumentFilter.NONE, 10);
            KeywordSearch car = view.keyword("car");
            double exact = score(car, "both");
            double instead = score(
                    view.keyword(KeywordQuery.plain("lorry").with(List.of(english("lorry", "automobile")))), "both");

            assertThat(ids(ranking)).contains("car", "auto", "vehicle", "other").doesNotContain("apart");
            assertThat(ids(ranking).indexOf("car")).isLessThan(ids(ranking).indexOf("auto"));
            assertThat(ranking.found()).isEqualTo(5);
            // both words have as many documents: what stands in the place of one is not added to it
            assertThat(score(search, "both")).isCloseTo(exact, within(1e-6));
            assertThat(instead).isCloseTo(exact * Synonym.WEIGHT, within(1e-6));
            Match match = ranking.matches().stream()
                    .filter(each -> each.docId().equals("auto"))
                    .findFirst()
                    .orElseThrow();
            view.prepare(List.of(match.number()));
            assertThat(search.places().in(match.number(), view.read(match.number())))
                    .extracting(KeywordSearch.Occurrence::start)
                    .containsExactly(2, 7);
        }
    }

    @Test
    void aSynonymOfNothingButStopWordsFindsNothingMore() {
        apply(document("a", "text").embedded());
        KeywordQuery asked = KeywordQuery.plain("text no").with(List.of(english("no", "not")));
        KeywordQuery alone = KeywordQuery.plain("no").with(List.of(english("no", "not")));

        List<String> found = view(view -> ids(view.keyword(asked).rank(DocumentFilter.NONE, 9)));
        List<String> none = view(view -> ids(view.keyword(alone).rank(DocumentFilter.NONE, 9)));
        assertThat(found).containsExactly("a");
        assertThat(none).isEmpty();
    }

    /** In French, "career" is a form of what "car" is, too. */
    @Test
    void aLanguagesFormsFindOnlyDocumentsOfThatLanguage() {
        apply(document("en", "a fast car of steel").language("en").embedded());
        apply(document("fr", "les carrières de la ville").language("fr").embedded());
        apply(document("de", "Karriere in Steel City").language("de").embedded());

        List<String> career = view(view -> ids(view.keyword("career").rank(DocumentFilter.NONE, 9)));
        List<String> carriere = view(view -> ids(view.keyword("carriere").rank(DocumentFilter.NONE, 9)));
        List<String> steel = view(view -> ids(view.keyword("steel").rank(DocumentFilter.NONE, 9)));
        assertThat(career).doesNotContain("en");
        assertThat(carriere).containsExactly("fr");
        assertThat(steel).containsExactlyInAnyOrder("en", "de");
    }

    @Test
    void aWordIsNoRarerInALanguageThatFewDocumentsAreIn() {
        for (int i = 0; i < 40; i++) {
            apply(document("en" + i, "the river thames in london")
                    .language("en")
                    .embedded());
        }
        apply(document("en", "london london").language("en").embedded());
        apply(document("de", "die Stadt London an der Themse").language("de").embedded());

        List<String> london = view(view -> ids(view.keyword("london").rank(DocumentFilter.NONE, 1)));
        assertThat(london).containsExactly("en");
    }

    @Test
    void aLongParagraphIsSearchedForInManyLanguages() {
        List<String> languages = List.of("en", "de", "fr", "es", "it", "pt", "nl", "sv", "fi", "hu", "ro", "tr");
        languages.forEach(code ->
                apply(document(code, "nationalisations " + code).language(code).embedded()));
        String paragraph = "nationalisations "
                + IntStream.range(0, 300)
                        .mapToObj(i -> "w" + (char) ('a' + i % 26) + (char) ('a' + i / 26) + "tionalitiesen")
                        .collect(Collectors.joining(" "));
        KeywordQuery asked = KeywordQuery.plain(paragraph)
                .with(List.of(new Synonym(
                        "nationalisations",
                        IntStream.range(0, 64)
                                .mapToObj(i -> "generalisationen" + (char) ('a' + i % 26) + "ities")
                                .toList(),
                        index.languages())));

        List<String> found = view(view -> ids(view.keyword(asked).rank(DocumentFilter.NONE, 20)));
        assertThat(found).containsAll(languages);
        assertThat(index.languages()).hasSize(languages.size()).contains("english", "finnish", "turkish");
    }

    @Test
    void aSynonymIsLookedForInTheLanguagesOfItsRule() {
        apply(document("en", "a villa by the sea").language("en").embedded());
        apply(document("de", "Villa am Meer, Häuser").language("de").embedded());

        KeywordQuery asked = KeywordQuery.plain("sea Häuser");
        Synonym german = new Synonym("Häuser", List.of("Villa"), Set.of("german"));
        Synonym french = new Synonym("Häuser", List.of("Villa"), Set.of("french"));
        assertThat(marked(asked.with(List.of(german)))).containsExactlyInAnyOrder("en: sea", "de: Villa", "de: Häuser");
        assertThat(marked(asked.with(List.of(french)))).containsExactlyInAnyOrder("en: sea", "de: Häuser");
        List<String> houses = view(view -> ids(
                view.keyword(KeywordQuery.plain("Häuser").with(List.of(german))).rank(DocumentFilter.NONE, 9)));
        assertThat(houses).containsExactly("de");
    }

    private static double score(KeywordSearch search, String docId) {
        return search.rank(DocumentFilter.NONE, 10).matches().stream()
                .filter(match -> match.docId().equals(docId))
                .findFirst()
                .orElseThrow()
                .score();
    }

    @Test
    void documentsTellTheirFirstValueOfAField() {
        fill();

        try (IndexView view = index.view()) {
            Map<Integer, String> ids = view.keyword("text").rank(DocumentFilter.NONE, 10).matches().stream()
                    .collect(Collectors.toMap(Match::number, Match::docId));
            Map<String, String> tags = new TreeMap<>();
            view.values(TAGS, ids.keySet()).forEach((number, value) -> tags.put(ids.get(number), value));
            Map<String, String> years = new TreeMap<>();
            view.values(YEAR, ids.keySet()).forEach((number, value) -> years.put(ids.get(number), value));

            assertThat(tags).isEqualTo(Map.of("a", "green", "b", "red", "c", "blue"));
            assertThat(years).isEqualTo(Map.of("a", "9", "b", "10.5", "c", "unknown", "d", "-12"));
        }
    }

    @Test
    void equalDocumentsAreInTheOrderOfTheirIdsCodePoints() {
        String emoji = "\uD83D\uDE00";
        String replacement = "\uFFFD";
        apply(
                document(emoji, "same words").embedded(),
                document("b", "same words").embedded(),
                document(replacement, "same words").embedded());

        try (IndexView view = index.view()) {
            KeywordSearch search = view.keyword("words");
            List<Match> ranked = search.rank(DocumentFilter.NONE, 3).matches();
            List<Match> sorted =
                    view.matched(search, DocumentFilter.NONE).first(new SortOrder(DocumentField.SOURCE, false), 3);

            assertThat(ranked).extracting(Match::docId).containsExactly("b", replacement, emoji);
            assertThat(sorted).extracting(Match::docId).containsExactly("b", replacement, emoji);
            assertThat(search.rank(DocumentFilter.NONE, 3, ranked.get(1)).matches())
                    .extracting(Match::docId)
                    .containsExactly(emoji);
        }
    }

    @Test
    void aRankingAndAnOrderGoOnBehindADocument() {
        fill();
        apply(
                document("f", "text text text").language(null).embedded(),
                document("g", "text and other words").source(null).embedded());

        try (IndexView view = index.view()) {
            KeywordSearch search = view.keyword("text");
            List<Match> ranked = search.rank(DocumentFilter.NONE, 10).matches();
            assertThat(ranked).hasSize(6);
            for (int i = 0; i < ranked.size(); i++) {
                assertThat(search.rank(DocumentFilter.NONE, 10, ranked.get(i)).matches())
                        .isEqualTo(ranked.subList(i + 1, ranked.size()));
            }
            assertThat(search.rank(DocumentFilter.NONE, 2, ranked.getFirst()).matches())
                    .isEqualTo(ranked.subList(1, 3));
            for (DocumentField field :
                    List.of(DocumentField.SOURCE, DocumentField.TIMESTAMP, DocumentField.DOC_ID, YEAR)) {
                goesOn(view.matched(search, DocumentFilter.NONE), new SortOrder(field, false));
                goesOn(view.matched(search, DocumentFilter.NONE), new SortOrder(field, true));
            }
        }
    }

    private static void goesOn(MatchedDocuments matched, SortOrder order) {
        List<Match> all = matched.first(order, 10);
        assertThat(all).hasSize(6);
        for (int i = 0; i < all.size() && matched.goesOn(order); i++) {
            assertThat(matched.next(order, all.get(i), 10)).as("%s", order).isEqualTo(all.subList(i + 1, all.size()));
        }
    }

    @Test
    void whatDocumentsLikeOneAreFoundBy() {
        apply(
                twoSided(),
                document("fox", "A fox hunts the hens of a farm.", 1, 0, 0, 0).embedded(),
                document("boat", "A boat sails home.", 0, 0, 1, 0).embedded(),
                document("bare", "Nothing in common whatsoever.").embedded(),
                document("gone", "Wind.", 1, 0, 0, 0).embedded());
        apply(delete("gone", 2));

        try (IndexView view = index.view()) {
            LikeDocument two = Objects.requireNonNull(view.like("two"));
            assertThat(two.direction()).containsExactly(new float[] {0.7071f, 0, 0.7071f, 0}, within(1e-3f));
            assertThat(two.words().split(" ")).containsExactlyInAnyOrder("hens", "home");
            LikeDocument bare = Objects.requireNonNull(view.like("bare"));
            assertThat(bare.direction()).isNull();
            assertThat(bare.words()).isEmpty();
            assertThat(view.like("gone")).isNull();
            assertThat(view.like("never")).isNull();
        }
    }

    @Test
    void everyPassageHasItsOwnScore() {
        apply(
                twoSided(),
                document("fox", "A fox hunts.", 0.8f, 0.6f, 0, 0).embedded(),
                document("bare", "Nothing.").embedded());

        try (IndexView view = index.view()) {
            VectorSearch semantic = view.semantic(new float[] {1, 0, 0, 0});
            List<Match> documents = view.keyword("foxes hunt nothing")
                    .rank(DocumentFilter.NONE, 10)
                    .matches();

            assertThat(documents).hasSize(3);
            assertThat(semantic.passages(documents))
                    .extracting(
                            Match::docId,
                            match -> view.passage(match.passage()),
                            match -> Math.round(100 * match.score()))
                    .containsExactlyInAnyOrder(
                            tuple("two", new Span(0, 16), 100L),
                            tuple("two", new Span(17, 33), 0L),
                            tuple("fox", new Span(0, 12), 80L));
            assertThat(semantic.passages(List.of())).isEmpty();
        }
    }

    @Test
    void aDeleteLeavesItsVersionForGood() {
        apply(document("a", "text").embedded());

        assertThat(apply(delete("a", 3))).containsExactly(settled(Outcome.DELETED));
        reopen();

        assertThat(found("text")).isEmpty();
        assertThat(apply(document("a", "text").version(2).embedded())).containsExactly(settled(Outcome.SUPERSEDED));
        OptionalLong version = view(view -> view.version("a"));
        assertThat(version).hasValue(3);
        assertThat(index.statistics())
                .extracting(IndexStatistics::documents, IndexStatistics::tombstones)
                .containsExactly(0, 1);
    }

    @Test
    void whatDoesNotBelongIsRefusedAndTheRestIsNot() {
        Generation other = new Generation("other", "other-model", 4);

        List<Settlement> settlements = apply(
                new IndexableDocument(document("a", "text", 1, 0, 0, 0).event(other), "text"),
                document("b", "text", 1, 0, 0).embedded(),
                document("c", "text", 1, 0, 0, 0).source("x".repeat(40_000)).embedded(),
                document("d", "text", 1, 0, 0, 0).embedded());

        assertThat(codes(settlements.get(0))).containsExactly("wrong_generation", "wrong_model");
        assertThat(codes(settlements.get(1))).containsExactly("wrong_dimension");
        assertThat(codes(settlements.get(2))).containsExactly("unindexable");
        assertThat(settlements.get(3)).isEqualTo(settled(Outcome.INDEXED));
        assertThat(found("text")).containsExactly("d");
    }

    @Test
    void judgingAppliesNothing() {
        apply(document("a", "text").version(2).embedded());

        assertThat(index.judge(document("a", "text").embedded())).isEqualTo(settled(Outcome.SUPERSEDED));
        assertThat(index.judge(document("a", "text").version(2).embedded())).isEqualTo(settled(Outcome.INDEXED));
        assertThat(index.judge(document("b", "text").embedded())).isEqualTo(settled(Outcome.INDEXED));
        assertThat(index.judge(delete("b", 1))).isEqualTo(settled(Outcome.DELETED));
        index.refresh();
        assertThat(found("text")).containsExactly("a");
    }

    @Test
    void offsetsAreKeptByACommit() {
        apply(document("a", "text").embedded());
        index.consumed(Map.of(0, 5L, 1, 7L));
        index.consumed(Map.of(0, 6L));

        reopen();

        assertThat(index.offsets()).containsExactly(Map.entry(0, 6L), Map.entry(1, 7L));
        assertThat(found("text")).containsExactly("a");
    }

    @Test
    void anIndexOfAnotherModelIsNotOpened() {
        apply(document("a", "text").embedded());
        index.close();

        Generation impostor = new Generation(GENERATION.id(), "another-model", 4);
        assertThatThrownBy(() -> open(impostor).refresh())
                .isInstanceOf(IndexUnavailableException.class)
                .hasMessageContaining("another-model");
        index = open(GENERATION);
    }

    @Test
    void aViewStaysAtItsMoment() {
        apply(
                document("a", "text", 1, 0, 0, 0).embedded(),
                document("b", "text", 0, 1, 0, 0).embedded());

        try (IndexView view = index.view()) {
            KeywordSearch before = view.keyword("text");
            apply(delete("a", 2), document("c", "text").embedded());

            assertThat(ids(before.rank(DocumentFilter.NONE, 10))).containsExactly("a", "b");
            Match first = before.rank(DocumentFilter.NONE, 10).matches().getFirst();
            assertThat(view.read(first.number()).body()).isEqualTo("text");
        }
        assertThat(found("text")).containsExactly("b", "c");
    }

    @Test
    void aDocumentComesBackAsItWas() {
        Map<String, Object> metadata = Map.of("year", 1999L, "ratio", 0.5, "open", true, "tags", List.of("x", "y"));
        String body = "First sentence. Läufer 😀 run.";
        apply(document("a/b c", body)
                .title("A title")
                .timestamp(NOON.plusNanos(1))
                .metadata(metadata)
                .passages(passage(body, "First sentence.", 1, 0, 0, 0), passage(body, "Läufer 😀 run.", 0, 1, 0, 0))
                .embedded());

        try (IndexView view = index.view()) {
            KeywordSearch keyword = view.keyword("running sentences");
            Match match = keyword.rank(DocumentFilter.NONE, 10).matches().getFirst();
            assertThat(view.read(match.number()))
                    .isEqualTo(new StoredDocument("a/b c", "A title", body, "test", "en", NOON.plusNanos(1), metadata));
            assertThat(view.passages(match.number())).containsExactly(new Span(0, 15), new Span(16, body.length()));
            assertThat(keyword.places().in(match.number(), view.read(match.number())))
                    .containsExactly(new Occurrence(6, 14, "sentenc"), new Occurrence(26, 29, "run"));
            assertThat(view.values(DocumentField.SOURCE, List.of(match.number())))
                    .containsExactly(Map.entry(match.number(), "test"));
        }
    }

    @Test
    void aDocumentIsReadByItsId() {
        apply(
                document("a/b", "text").title("A title").embedded(),
                document("gone", "text").embedded());
        apply(delete("gone", 2));

        try (IndexView view = index.view()) {
            assertThat(view.document("a/b"))
                    .isEqualTo(new StoredDocument("a/b", "A title", "text", "test", "en", NOON, Map.of()));
            assertThat(view.document("gone")).isNull();
            assertThat(view.document("never")).isNull();
            assertThat(view.document("")).isNull();
        }
    }

    @Test
    void aWordIsFoundInTheLanguageOfItsDocument() {
        fillWithLanguages();

        assertThat(marked("haus")).containsExactly("de: Häuser");
        assertThat(marked("strasse")).containsExactly("de: Straßen");
        assertThat(marked("ecole chevaux")).containsExactly("fr: L'école", "fr: cheval");
        assertThat(marked("canción")).containsExactly("es: canciones");
        assertThat(marked("книга")).containsExactly("ru: книгами");
        assertThat(marked("大学")).containsExactly("zh: 大学");
        assertThat(marked("大学的学生")).containsExactly("zh: 大学", "zh: 学的", "zh: 的学", "zh: 学生");
        assertThat(marked("كتب")).containsExactly("ar: كُتب");
        assertThat(marked("angstrom")).containsExactly("und: Ångström");
        assertThat(marked("run house")).containsExactly("en: running", "en: houses");
        List<String> old = all(new DocumentFilter.Phrase(TextPart.ANYWHERE, "alte haus"));
        List<String> horses = all(new DocumentFilter.Phrase(TextPart.TITLE, "les chevaux"));
        assertThat(old).containsExactly("de");
        assertThat(horses).containsExactly("fr");
    }

    @Test
    void theLanguageOfAFilterIsThatOfTheWords() {
        fillWithLanguages();

        DocumentFilter german = new DocumentFilter.Term(DocumentField.LANGUAGE, List.of("de"));
        try (IndexView view = index.view()) {
            KeywordQuery die = KeywordQuery.plain("die Häuser").within(german);

            assertThat(ids(view.keyword(die).rank(german, 10))).containsExactly("de");
            assertThat(ids(view.keyword(KeywordQuery.plain("die").within(german))
                            .rank(german, 10)))
                    .isEmpty();
        }
    }

    @Test
    void aGenerationMayReadEverythingAsEnglish() {
        index.close();
        index = open(ENGLISH);
        fillWithLanguages();

        assertThat(marked("haus")).isEmpty();
        assertThat(marked("ran runs house")).containsExactly("en: running", "en: houses");
        assertThat(marked("die")).containsExactlyInAnyOrder("de: Die", "en: die");
    }

    @Test
    void aDocumentIsAsNearAsItsNearestPassage() {
        String body = "one two";
        apply(
                document("a", body)
                        .passages(passage(body, "one", 1, 0, 0, 0), passage(body, "two", 0.6f, 0.8f, 0, 0))
                        .embedded(),
                document("b", body, 0, 3, 0, 0).embedded(),
                document("c", body, -1, 0, 0, 0).embedded(),
                document("d", body).embedded());

        try (IndexView view = index.view()) {
            VectorSearch search = view.semantic(new float[] {0.6f, 0.8f, 0, 0});
            Ranking ranking = search.rank(DocumentFilter.NONE, 10);

            assertThat(ids(ranking)).containsExactly("a", "b", "c");
            assertThat(ranking.exact()).isTrue();
            assertThat(scores(ranking.matches()))
                    .satisfiesExactly(
                            score -> assertThat(score).isCloseTo(1, within(1e-6)),
                            score -> assertThat(score).isCloseTo(0.8, within(1e-6)),
                            score -> assertThat(score).isCloseTo(-0.6, within(1e-6)));
            assertThat(view.passage(ranking.matches().getFirst().passage())).isEqualTo(new Span(4, 7));
            List<Match> some = List.of(
                    ranking.matches().get(2),
                    new Match(ranking.matches().get(1).number(), "b", 0.8, -1),
                    ranking.matches().get(0));
            assertThat(search.vectors(some))
                    .usingRecursiveComparison()
                    .isEqualTo(Arrays.asList(new float[] {-1, 0, 0, 0}, null, new float[] {0.6f, 0.8f, 0, 0}));
            assertThat(search.score(ranking.matches().subList(1, 2)))
                    .singleElement()
                    .satisfies(match -> assertThat(match.score()).isCloseTo(0.8, within(1e-6)));
        }
    }

    @Test
    void aFilterHoldsInsideTheVectorSearch() {
        Random random = new Random(7);
        apply(Documents.random(random, 60, GENERATION).toArray(IndexableDocument[]::new));

        try (IndexView view = index.view()) {
            DocumentFilter one = new DocumentFilter.Term(DocumentField.SOURCE, List.of("source-3"));
            Ranking ranking = view.semantic(Documents.direction(random, 4)).rank(one, 6);

            assertThat(ids(ranking)).hasSize(6).allMatch(docId -> docId.endsWith("3"));
        }
    }

    @Test
    void everyKindOfFilter() {
        fill();

        assertThat(filtered(new DocumentFilter.Term(YEAR, List.of("10.5")))).containsExactly("b");
        assertThat(filtered(new DocumentFilter.Term(DocumentField.DOC_ID, List.of("a", "gone"))))
                .containsExactly("a");
        assertThat(filtered(new DocumentFilter.Numbers(YEAR, 9, 10))).containsExactly("a");
        assertThat(filtered(new DocumentFilter.Numbers(YEAR, -20, 9))).containsExactly("a", "d");
        assertThat(filtered(new DocumentFilter.Times(DocumentField.TIMESTAMP, NOON.toEpochMilli(), Long.MAX_VALUE)))
                .containsExactly("a", "b", "d");
        assertThat(filtered(new DocumentFilter.Times(
                        DocumentField.metadata("day"), NOON.toEpochMilli() - 86_400_000, NOON.toEpochMilli())))
                .containsExactly("c");
        assertThat(filtered(new DocumentFilter.Exists(TAGS))).containsExactly("a", "b", "c");
        assertThat(filtered(new DocumentFilter.Not(new DocumentFilter.Exists(TAGS))))
                .containsExactly("d");
        assertThat(filtered(new DocumentFilter.Or(List.of(
                        new DocumentFilter.Term(TAGS, List.of("green")),
                        new DocumentFilter.Term(TAGS, List.of("blue"))))))
                .containsExactly("a", "c");
        assertThat(filtered(new DocumentFilter.And(List.of(
                        new DocumentFilter.Term(DocumentField.SOURCE, List.of("wiki")),
                        new DocumentFilter.Term(TAGS, List.of("red"))))))
                .containsExactly("a", "c");
        assertThat(filtered(new DocumentFilter.Or(List.of()))).isEmpty();
        assertThat(filtered(new DocumentFilter.Phrase(TextPart.ANYWHERE, "texts again")))
                .containsExactly("b");
        assertThat(filtered(new DocumentFilter.Phrase(TextPart.ANYWHERE, "again text")))
                .isEmpty();
        assertThat(filtered(new DocumentFilter.Phrase(TextPart.TITLE, "a title")))
                .containsExactly("d");
        assertThat(filtered(new DocumentFilter.Phrase(TextPart.TITLE, "again"))).isEmpty();
        assertThat(filtered(new DocumentFilter.Beginning(TextPart.ANYWHERE, "ag")))
                .containsExactly("b");
        assertThat(filtered(new DocumentFilter.Beginning(TextPart.TITLE, "tit")))
                .containsExactly("d");
        List<String> all =
                view(view -> ids(view.keyword(KeywordQuery.EVERYTHING).rank(DocumentFilter.NONE, 9)));
        assertThat(all).containsExactly("a", "b", "c", "d", "e");
        assertThat(found("nothing like it")).isEmpty();
        List<Completion> titles = view(view -> view.titlesLike("a ti", 5));
        assertThat(titles).containsExactly(new Completion("A title", "d", 1));
        boolean year = view(view -> view.hasMetadata("year"));
        boolean month = view(view -> view.hasMetadata("month"));
        assertThat(year).isTrue();
        assertThat(month).isFalse();
    }

    @Test
    void matchedDocumentsAreCountedDividedAndSorted() {
        fill();

        try (IndexView view = index.view()) {
            MatchedDocuments matched = view.matched(view.keyword("text"), DocumentFilter.NONE);
            assertThat(matched.count()).isEqualTo(4);
            assertThat(matched.facet(TAGS, 2))
                    .isEqualTo(new Facet(List.of(new Facet.Count("red", 3), new Facet.Count("blue", 1)), 1, 1));
            assertThat(matched.groups(TAGS))
                    .isEqualTo(new Facet(
                            List.of(new Facet.Count("blue", 1), new Facet.Count("green", 1), new Facet.Count("red", 1)),
                            0,
                            1));
            assertThat(matched.groups(YEAR)).isEqualTo(matched.facet(YEAR, 9));
            assertThat(matched.facet(DocumentField.SOURCE, 5))
                    .isEqualTo(new Facet(List.of(new Facet.Count("wiki", 3), new Facet.Count("blog", 1)), 0, 0));
            assertThat(sorted(matched, YEAR, false, 9)).containsExactly("d", "a", "b", "c");
            assertThat(sorted(matched, YEAR, true, 2)).containsExactly("c", "b");
            assertThat(sorted(matched, TAGS, false, 9)).containsExactly("c", "a", "b", "d");
            assertThat(sorted(matched, DocumentField.TIMESTAMP, true, 9)).containsExactly("b", "a", "d", "c");
            assertThat(sorted(matched, DocumentField.SOURCE, false, 9)).containsExactly("b", "a", "c", "d");

            matched.add(view.keyword("other").rank(DocumentFilter.NONE, 5).matches());
            assertThat(matched.count()).isEqualTo(5);
        }
    }

    @Test
    void theDigestTellsVersionsAndContentsWhateverTheirOrder() {
        apply(document("a", "text").embedded(), document("b", "text").embedded());
        ContentDigest before = view(IndexView::digest);
        apply(document("c", "text").embedded());
        BitSet different = view(IndexView::digest).differences(before);
        assertThat(different.cardinality()).isEqualTo(1);
        Map<String, Long> contents = view(view -> view.contents(different));
        assertThat(contents).containsKey("c");

        apply(delete("c", 2), document("b", "text").embedded());
        assertThat(view(IndexView::digest).differences(before).isEmpty()).isTrue();
        assertThat(view(IndexView::digest)).hasToString(before.toString());
    }

    @Test
    void passagesAreSampledWithTheirVectors() {
        String body = "one two";
        apply(document("a", body)
                .title("t")
                .passages(passage(body, "one", 1, 0, 0, 0), passage(body, "two", 0, 1, 0, 0))
                .embedded());

        try (IndexView view = index.view()) {
            assertThat(view.passages()).isEqualTo(2);
            assertThat(view.samplePassages(10, new Random(1)))
                    .extracting(
                            SampledPassage::text,
                            passage -> Arrays.toString(passage.vector().components()))
                    .containsExactlyInAnyOrder(
                            tuple("one", "[1.0, 0.0, 0.0, 0.0]"), tuple("two", "[0.0, 1.0, 0.0, 0.0]"));
            assertThat(view.samplePassages(1, new Random(1))).hasSize(1);
            assertThat(view.sample(5)).extracting(StoredDocument::docId).containsExactly("a");
        }
    }

    @Test
    void wordsAreCompletedAndCorrected() {
        apply(
                document("a", "Measles vaccination").title("The vaccine").embedded(),
                document("b", "measles in running measurements").embedded(),
                document("c", "Foxes, weasels and their 1234 holes").embedded());
        apply(document("gone", "measly").embedded());
        apply(delete("gone", 2));

        try (IndexView view = index.view()) {
            assertThat(view.wordsLike("no mea", 1)).containsExactly(new Completion("no measles", null, 2));
            assertThat(view.wordsLike("VACCIN", 5))
                    .containsExactly(new Completion("vaccination", null, 1), new Completion("vaccine", null, 1));
            assertThat(view.wordsLike("measles", 5)).isEmpty();
            assertThat(view.wordsLike("measles ", 5)).isEmpty();
            assertThat(view.corrected("Meosles, and vaccinatoins!", true)).isEqualTo("measles, and vaccination!");
            assertThat(view.corrected("meosles vaccinatoin", false)).isEqualTo("measles vaccinatoin");
            assertThat(view.corrected("measles 1235", true)).isNull();
            assertThat(view.corrected("then measle vaccinations were holed", true))
                    .isNull();
            assertThat(view.keyword("then measle vaccinations were holed").corrections())
                    .isEmpty();
            KeywordSearch wrong = view.keyword("meosles run foxs vaccinotion vacination vcc");
            assertThat(wrong.corrections())
                    .extracting(
                            Correction::word,
                            each -> each.instead().stream().map(CloseWord::word).toList())
                    .containsExactly(
                            tuple("meosles", List.of("measles")),
                            tuple("vaccinotion", List.of("vaccination")),
                            tuple("vacination", List.of("vaccination")));
            assertThat(ids(view.keyword("meosles").rank(DocumentFilter.NONE, 5)))
                    .containsExactlyInAnyOrder("a", "b");
            assertThat(view.matched(view.keyword("meosles"), DocumentFilter.NONE)
                            .count())
                    .isEqualTo(2);
        }
    }

    @Test
    void wordsThatOnlyDeletedDocumentsHaveAreNotProposed() {
        apply(
                document("a", "measles").embedded(),
                document("b", "measles and a krumplet").embedded(),
                document("c", "krumplets").embedded());
        apply(delete("b", 2), delete("c", 2));

        try (IndexView view = index.view()) {
            assertThat(view.wordsLike("mea", 5)).containsExactly(new Completion("measles", null, 1));
            assertThat(view.wordsLike("krum", 5)).isEmpty();
            assertThat(view.corrected("krumplat", true)).isNull();
            assertThat(view.keyword("krumplat").corrections()).isEmpty();
        }
        apply(document("d", "frumplat").embedded());
        try (IndexView view = index.view()) {
            assertThat(view.corrected("krumplat", true)).isEqualTo("frumplat");
        }
    }

    @Test
    void aLoneIdeographIsFoundWithinWords() {
        fillWithLanguages();

        assertThat(marked("生")).containsExactly("zh: 生");
        assertThat(marked("houses 京")).containsExactlyInAnyOrder("zh: 京", "en: houses");
        assertThat(marked("京生")).isEmpty();
    }

    @Test
    void whatStandsInAPhraseIsNoTypingError() {
        apply(document("a", "measles vaccines").embedded());

        try (IndexView view = index.view()) {
            KeywordQuery asked = new KeywordQuery("vacines measels", List.of("measels"), List.of(), false);
            assertThat(view.keyword(asked).corrections())
                    .extracting(Correction::word)
                    .containsExactly("vacines");
        }
    }

    @Test
    void wordsGoOnAsDocumentsHaveThemTogether() {
        apply(
                document("a", "A new bridge in York").embedded(),
                document("b", "New Yorkers").title("York").embedded(),
                document("c", "young foxes").embedded(),
                document("d", "young hens").embedded(),
                document("e", "The young of new hounds").embedded());
        apply(delete("e", 2));

        try (IndexView view = index.view()) {
            assertThat(view.wordsLike("new yo", 5))
                    .containsExactly(new Completion("new york", null, 2), new Completion("new yorkers", null, 1));
            assertThat(view.wordsLike("Unheard new, new yo", 5))
                    .containsExactly(
                            new Completion("Unheard new, new york", null, 2),
                            new Completion("Unheard new, new yorkers", null, 1));
            assertThat(view.wordsLike("foxes bridge yor", 5))
                    .containsExactly(
                            new Completion("foxes bridge york", null, 2),
                            new Completion("foxes bridge yorkers", null, 1));
        }
    }

    @Test
    void aDocumentMayHaveMoreThanAThousandPassages() {
        Passage[] passages = new Passage[2_100];
        Arrays.setAll(passages, i -> new Passage(i, i + 1, Vector.of(new float[] {1, 0, 0, i / 2_100f})));
        apply(document("a", "x".repeat(3_000)).passages(passages).embedded());

        try (IndexView view = index.view()) {
            VectorSearch semantic = view.semantic(new float[] {1, 0, 0, 0});
            List<Match> found =
                    semantic.passages(semantic.rank(DocumentFilter.NONE, 5).matches());
            assertThat(found).hasSize(2_100);
            assertThat(found.stream()
                            .map(match -> view.passage(match.passage()))
                            .distinct())
                    .hasSize(2_100);
        }
    }

    @Test
    void whatIsSortedByAKeyOfVeryManyValuesIsAllThere() {
        List<String> values =
                IntStream.range(0, 70_000).mapToObj("v%05d"::formatted).toList();
        apply(
                document("a", "text").metadata(Map.of("key", values)).embedded(),
                document("b", "text").metadata(Map.of("key", "zzz")).embedded(),
                document("c", "text").metadata(Map.of("key", "", "keys", 1)).embedded(),
                document("d", "text").embedded());

        try (IndexView view = index.view()) {
            MatchedDocuments matched = view.matched(view.keyword("text"), DocumentFilter.NONE);
            DocumentField key = DocumentField.metadata("key");
            assertThat(sorted(matched, key, false, 9)).containsExactly("c", "a", "b", "d");
            assertThat(sorted(matched, key, true, 2)).containsExactly("b", "a");
            assertThat(matched.facet(key, 1)).isEqualTo(new Facet(List.of(new Facet.Count("", 1)), 70_001, 1));
        }
    }

    @Test
    void aLongQueryAndALongKeyAreAnswered() {
        String key = "k.".repeat(450);
        apply(IntStream.range(0, 100)
                .mapToObj(i -> document("d" + i, "b" + i + " c" + i + " text")
                        .metadata(Map.of(key, i % 2))
                        .embedded())
                .toArray(IndexableDocument[]::new));
        List<String> beginnings = IntStream.range(0, 400)
                .mapToObj(i -> (i % 2 == 0 ? "b" : "c") + (i % 9 == 0 ? "" : i % 10))
                .toList();
        List<String> phrases =
                IntStream.range(0, 400).mapToObj(i -> "b" + i + " c" + i).toList();
        String words = IntStream.range(0, 2_000).mapToObj(i -> "x" + i).collect(Collectors.joining(" "));

        try (IndexView view = index.view()) {
            KeywordSearch all = view.keyword(new KeywordQuery(words, phrases, beginnings, false));
            assertThat(all.rank(DocumentFilter.NONE, 200).matches()).hasSize(100);
            assertThat(view.matched(all, DocumentFilter.NONE).facet(DocumentField.metadata(key), 5))
                    .isEqualTo(new Facet(List.of(new Facet.Count("0", 50), new Facet.Count("1", 50)), 0, 0));
        }
    }

    private void fillWithLanguages() {
        apply(
                spoken("de", "Die alten Häuser an den Straßen"),
                spoken("fr", "L'école du cheval"),
                spoken("es", "Las canciones de la ciudad"),
                spoken("ru", "Шкаф с книгами"),
                spoken("zh", "北京大学的学生"),
                spoken("ar", "قرأت كُتب كثيرة"),
                spoken("und", "Ångström"),
                spoken("en", "Dogs die running to the houses"));
    }

    private IndexableDocument spoken(String language, String body) {
        Documents document = document(language, body).language(language);
        Documents titled = language.equals("fr") ? document.title("Les chevaux") : document;
        return new IndexableDocument(titled.event(index.generation()), body);
    }

    private List<String> all(DocumentFilter filter) {
        try (IndexView view = index.view()) {
            return ids(view.keyword(KeywordQuery.EVERYTHING).rank(filter, 10));
        }
    }

    /** What is marked of the bodies that are found. */
    private List<String> marked(String words) {
        return marked(KeywordQuery.plain(words));
    }

    private List<String> marked(KeywordQuery asked) {
        List<String> marked = new ArrayList<>();
        try (IndexView view = index.view()) {
            KeywordSearch search = view.keyword(asked);
            for (Match match : search.rank(DocumentFilter.NONE, 10).matches()) {
                StoredDocument document = view.read(match.number());
                search.places()
                        .in(match.number(), document)
                        .forEach(each -> marked.add(
                                document.docId() + ": " + document.body().substring(each.start(), each.end())));
            }
        }
        return marked;
    }

    private void fill() {
        apply(
                document("gone", "text").source("wiki").embedded(),
                document("a", "text")
                        .source("wiki")
                        .timestamp(NOON)
                        .metadata(Map.of("year", 9, "tags", List.of("red", "green")))
                        .embedded(),
                document("b", "text again")
                        .source("blog")
                        .timestamp(NOON.plusSeconds(60))
                        .metadata(Map.of("year", 10.50, "tags", List.of("red"), "yearly", 1))
                        .embedded());
        apply(
                document("c", "text")
                        .source("wiki")
                        .timestamp(NOON.minusSeconds(60))
                        .metadata(Map.of("year", "unknown", "day", "2026-11-01", "tags", List.of("blue", "red")))
                        .embedded(),
                document("d", "text")
                        .title("A title")
                        .source("wiki")
                        .timestamp(NOON)
                        .metadata(Map.of("year", -12))
                        .embedded(),
                document("e", "other").source("wiki").embedded(),
                delete("gone", 2));
    }

    private static Synonym english(String words, String... others) {
        return new Synonym(words, List.of(others), Set.of("english"));
    }

    private List<Settlement> apply(IndexableDocument... documents) {
        List<Settlement> settlements = index.apply(List.of(documents));
        index.refresh();
        return settlements;
    }

    private void reopen() {
        index.close();
        index = open(GENERATION);
    }

    private <T> T view(Function<IndexView, T> reading) {
        try (IndexView view = index.view()) {
            return reading.apply(view);
        }
    }

    private List<String> found(String text) {
        return view(view -> ids(view.keyword(text).rank(DocumentFilter.NONE, 10)));
    }

    private List<String> filtered(DocumentFilter filter) {
        return view(view ->
                ids(view.keyword("text").rank(filter, 10)).stream().sorted().toList());
    }

    private static List<String> sorted(MatchedDocuments matched, DocumentField field, boolean descending, int size) {
        return matched.first(new SortOrder(field, descending), size).stream()
                .map(Match::docId)
                .toList();
    }

    private static List<String> ids(Ranking ranking) {
        return ranking.matches().stream().map(Match::docId).toList();
    }

    private static List<Double> scores(List<Match> matches) {
        return matches.stream().map(Match::score).toList();
    }

    private static List<String> codes(Settlement settlement) {
        return settlement instanceof Settlement.Refused(var violations)
                ? violations.stream().map(Violation::code).toList()
                : List.of();
    }

    /** A document of two passages that have nothing in common. */
    private static IndexableDocument twoSided() {
        String body = "Foxes hunt hens. Boats sail home.";
        return document("two", body)
                .passages(passage(body, "Foxes hunt hens.", 1, 0, 0, 0), passage(body, "Boats sail home.", 0, 0, 1, 0))
                .embedded();
    }

    private static Settlement settled(Outcome outcome) {
        return new Settlement.Settled(outcome);
    }
}
