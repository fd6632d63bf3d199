package io.trovex.index.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.DocumentFilter.And;
import io.trovex.index.engine.DocumentFilter.Beginning;
import io.trovex.index.engine.DocumentFilter.Not;
import io.trovex.index.engine.DocumentFilter.Phrase;
import io.trovex.index.engine.DocumentFilter.Term;
import io.trovex.index.engine.KeywordQuery;
import io.trovex.index.engine.TextPart;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuerySyntaxTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "measles vaccine",
                "  well-known   words - and dashes ",
                "at 10:30 see https://example.org/a?b=c std::vector Re: hello",
                "curl --fail",
                "a 5\" disk isn't (open AND) 2 * 3 ^ ~ \\",
                "*",
                "-"
            })
    void wordsWithoutSyntaxAreLeftAsTheyAre(String text) {
        assertThat(parse(text)).isEqualTo(ParsedQuery.plain(text, List.of()));
    }

    @Test
    void aPhraseIsAConditionThatRanksAndIsComparedByMeaningWithoutItsQuotes() {
        ParsedQuery parsed = parse("how does \"measles vaccine\" work");

        assertThat(parsed.meaning()).isEqualTo("how does measles vaccine work");
        assertThat(parsed.keyword())
                .isEqualTo(new KeywordQuery(
                        "how does measles vaccine work", List.of("measles vaccine"), List.of(), false));
        assertThat(conditions(parsed)).containsExactly(new Phrase(TextPart.ANYWHERE, "measles vaccine"));
        assertThat(parsed.notices()).isEmpty();
    }

    @Test
    void wordsOnEitherSideOfAConditionAreNoNeighbours() {
        assertThat(parse("how does \"measles vaccine\" work source:wiki in \"the of\" children")
                        .loose())
                .containsExactly("how does", "work", "in the of children");
    }

    @Test
    void proseHasNoConditionsAndSaysSo() {
        String prose =
                "I would like to know how one can check that a module \"matches\" its contexts -not its source:wiki";

        ParsedQuery parsed = parse(prose);

        assertThat(parsed.meaning()).isEqualTo(prose);
        assertThat(parsed.conditions()).isEqualTo(DocumentFilter.NONE);
        assertThat(parsed.keyword()).isEqualTo(KeywordQuery.plain(prose));
        assertThat(parsed.notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice.detail()).contains("more than 10 plain words"));
        assertThat(conditions(parse("one two three four five six seven eight nine ten \"eleven twelve\"")))
                .hasSize(1);
    }

    @Test
    void quotesOfATelephoneAreQuotes() {
        assertThat(conditions(parse("\u201cmeasles vaccine\u201d")))
                .containsExactly(new Phrase(TextPart.ANYWHERE, "measles vaccine"));
    }

    @Test
    void whatIsExcludedIsNeitherRankedNorComparedByMeaning() {
        ParsedQuery parsed = parse("measles -rubella -\"herd immunity\" -vacc* -source:blog");

        assertThat(parsed.meaning()).isEqualTo("measles");
        assertThat(parsed.keyword()).isEqualTo(KeywordQuery.plain("measles"));
        assertThat(conditions(parsed))
                .containsExactly(
                        new Not(new Phrase(TextPart.ANYWHERE, "rubella")),
                        new Not(new Phrase(TextPart.ANYWHERE, "herd immunity")),
                        new Not(new Beginning(TextPart.ANYWHERE, "vacc")),
                        new Not(new Term(DocumentField.SOURCE, List.of("blog"))));
    }

    @Test
    void namesOfFieldsAndOfMetadataFilter() {
        ParsedQuery parsed = parse(
                "source:wiki language:en doc_id:\"a b\" year:2025 metadata.new:1 title:\"Red Fox\" title:den title:fo*");

        assertThat(conditions(parsed))
                .containsExactly(
                        new Term(DocumentField.SOURCE, List.of("wiki")),
                        new Term(DocumentField.LANGUAGE, List.of("en")),
                        new Term(DocumentField.DOC_ID, List.of("a b")),
                        new Term(DocumentField.metadata("year"), List.of("2025")),
                        new Term(DocumentField.metadata("new"), List.of("1")),
                        new Phrase(TextPart.TITLE, "Red Fox"),
                        new Phrase(TextPart.TITLE, "den"),
                        new Beginning(TextPart.TITLE, "fo"));
        assertThat(parsed.hasMeaning()).isFalse();
        assertThat(parsed.keyword()).isEqualTo(KeywordQuery.EVERYTHING);
        assertThat(parsed.notices()).isEmpty();
        assertThat(parsed.notices(true)).extracting(Notice::code).containsExactly("no_words");
    }

    @Test
    void aBeginningIsAConditionThatRanks() {
        ParsedQuery parsed = parse("Vacc* measles");

        assertThat(parsed.meaning()).isEqualTo("measles");
        assertThat(parsed.keyword()).isEqualTo(new KeywordQuery("measles", List.of(), List.of("vacc"), false));
        assertThat(conditions(parsed)).containsExactly(new Beginning(TextPart.ANYWHERE, "vacc"));
    }

    @Test
    void whatIsWrittenWithoutSpacesBeginsAnywhere() {
        ParsedQuery parsed = parse("北京* measles");

        assertThat(conditions(parsed)).containsExactly(new Phrase(TextPart.ANYWHERE, "北京"));
        assertThat(parsed.keyword()).isEqualTo(new KeywordQuery("北京 measles", List.of("北京"), List.of(), false));
        assertThat(parsed.notices()).isEmpty();
        for (String mixed : List.of("京*", "A股*", "2026年*")) {
            assertThat(parse(mixed).notices()).extracting(Notice::code).containsExactly("query_syntax");
        }
    }

    @Test
    void aLoneIdeographIsAConditionWithinWords() {
        assertThat(conditions(parse("\"雨\""))).containsExactly(new Beginning(TextPart.ANYWHERE, "雨"));
        assertThat(conditions(parse("title:雨"))).containsExactly(new Beginning(TextPart.TITLE, "雨"));
        assertThat(conditions(parse("measles -雨")))
                .containsExactly(new DocumentFilter.Not(new Beginning(TextPart.ANYWHERE, "雨")));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\u0001',
            delimiter = '|',
            value = {
                "say \"hello world|say hello world",
                "\"\" words|words",
                "\"the of\" words|the of words",
                "measles -the|measles -the",
                "a* words|a* words",
                "c++* words|c++* words",
                "wo*rd|wo*rd",
                "*ending|*ending",
                "sorce:wiki words|sorce:wiki words",
                "sorce:\"new york\" words|sorce new york words",
                "source:\"\" words|words",
                "title:\"the\" words|the words",
                "source: words|source: words",
                "source:wiki* words|source:wiki* words",
                "timestamp:2025 words|timestamp:2025 words",
            })
    void whatIsNotUnderstoodIsPlainWordsAndSaysSo(String text, String words) {
        ParsedQuery parsed = parse(text);

        assertThat(parsed.meaning()).isEqualTo(words);
        assertThat(parsed.keyword()).isEqualTo(KeywordQuery.plain(words));
        assertThat(parsed.conditions()).isEqualTo(DocumentFilter.NONE);
        assertThat(parsed.notices()).extracting(Notice::code).containsExactly("query_syntax");
    }

    @Test
    void aQuoteThatIsNotClosedLosesNothingElse() {
        ParsedQuery parsed = parse("measles -\"rubella source:wiki");

        assertThat(parsed.meaning()).isEqualTo("measles");
        assertThat(conditions(parsed))
                .containsExactly(
                        new Not(new Phrase(TextPart.ANYWHERE, "rubella")),
                        new Term(DocumentField.SOURCE, List.of("wiki")));
        assertThat(parsed.notices()).hasSize(1);
    }

    @Test
    void anExcludedNameThatNoFieldHasIsAnExcludedPhrase() {
        assertThat(conditions(parse("words -sorce:wiki")))
                .containsExactly(new Not(new Phrase(TextPart.ANYWHERE, "sorce:wiki")));
    }

    @Test
    void conditionsBeyondTheMostArePlainWords() {
        ParsedQuery parsed = parse("-word ".repeat(QuerySyntax.MOST_CONDITIONS + 2));

        assertThat(conditions(parsed)).hasSize(QuerySyntax.MOST_CONDITIONS);
        assertThat(parsed.meaning()).isEqualTo("-word -word");
        assertThat(parsed.notices()).hasSize(1);
    }

    private static ParsedQuery parse(String text) {
        return QuerySyntax.parse(text, key -> key.equals("year"));
    }

    private static List<DocumentFilter> conditions(ParsedQuery parsed) {
        return ((And) parsed.conditions()).all();
    }
}
