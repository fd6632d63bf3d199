package io.trovex.index.engine;

import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trovex.index.lucene.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every engine finds by words: in their languages, by synonyms, alone and marked. */
public abstract class WordsContract extends EngineContract {
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
    void aLoneIdeographIsFoundWithinWords() {
        fillWithLanguages();

        assertThat(marked("生")).containsExactly("zh: 生");
        assertThat(marked("houses 京")).containsExactlyInAnyOrder("zh: 京", "en: houses");
        assertThat(marked("京生")).isEmpty();
    }

    private static double score(KeywordSearch search, String docId) {
        return search.rank(DocumentFilter.NONE, 10).matches().stream()
                .filter(match -> match.docId().equals(docId))
                .findFirst()
                .orElseThrow()
                .score();
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

    private static Synonym english(String words, String... others) {
        return new Synonym(words, List.of(others), Set.of("english"));
    }
}
