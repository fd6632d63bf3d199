package io.trovex.index.engine;

import static io.trovex.index.lucene.Documents.NOON;
import static io.trovex.index.lucene.Documents.delete;
import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How every engine filters, orders, counts and divides what matches. */
public abstract class MatchesContract extends EngineContract {
    private static final DocumentField YEAR = DocumentField.metadata("year");
    private static final DocumentField TAGS = DocumentField.metadata("tags");

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

    private static void goesOn(MatchedDocuments matched, SortOrder order) {
        List<Match> all = matched.first(order, 10);
        assertThat(all).hasSize(6);
        for (int i = 0; i < all.size() && matched.goesOn(order); i++) {
            assertThat(matched.next(order, all.get(i), 10)).as("%s", order).isEqualTo(all.subList(i + 1, all.size()));
        }
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

    private List<String> filtered(DocumentFilter filter) {
        return view(view ->
                ids(view.keyword("text").rank(filter, 10)).stream().sorted().toList());
    }

    private static List<String> sorted(MatchedDocuments matched, DocumentField field, boolean descending, int size) {
        return matched.first(new SortOrder(field, descending), size).stream()
                .map(Match::docId)
                .toList();
    }
}
