package io.trovex.index.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueryLanguagesTests {
    private static final QueryLanguages MOSTLY_ENGLISH =
            QueryLanguages.of(Map.of(Language.ENGLISH, 1_000L, Language.GERMAN, 100L));

    @Test
    void ofOneLanguageEachWordIsItsTerm() {
        assertThat(QueryLanguages.english().words("The dogs and the dog run"))
                .containsExactly(Map.entry(Set.of("dog"), 2), Map.entry(Set.of("run"), 1));
    }

    @Test
    void ofSeveralEachWordIsItsTermsInAllOfThem() {
        assertThat(MOSTLY_ENGLISH.words("running Häuser"))
                .containsExactly(Map.entry(Set.of("run", "de|running"), 1), Map.entry(Set.of("hauser", "de|haus"), 1));
    }

    @Test
    void aStopWordOfTheLikeliestLanguageIsLeftOutOfAll() {
        assertThat(MOSTLY_ENGLISH.words("the history of jazz").keySet().stream().flatMap(Set::stream))
                .doesNotContain("the", "de|the", "of", "de|of")
                .contains("histori", "jazz", "de|jazz");
        assertThat(MOSTLY_ENGLISH.words("die Geschichte der Stadt").keySet().stream()
                        .flatMap(Set::stream))
                .doesNotContain("die", "de|die", "der", "de|der")
                .contains("stadt", "de|stadt");
    }

    @Test
    void aContentWordOfTheLikeliestLanguageStaysThoughItIsAnothersStopWord() {
        assertThat(MOSTLY_ENGLISH.words("die casting").keySet().stream().flatMap(Set::stream))
                .contains("die", "cast");
    }

    @Test
    void ofNothingButStopWordsWhatAnotherLanguageHasRemains() {
        assertThat(MOSTLY_ENGLISH.words("the").keySet()).containsExactly(Set.of("de|the"));
        assertThat(QueryLanguages.english().words("the")).isEmpty();
    }

    @Test
    void aFilterLeavesItsLanguages() {
        assertThat(MOSTLY_ENGLISH
                        .ofCodes(List.of("de-AT"))
                        .words("running Häuser")
                        .keySet())
                .containsExactly(Set.of("de|running"), Set.of("de|haus"));
        assertThat(MOSTLY_ENGLISH.ofCodes(List.of())).isSameAs(MOSTLY_ENGLISH);
        assertThat(MOSTLY_ENGLISH.ofCodes(List.of("fr")).languages()).containsExactly(Language.ENGLISH);
    }
}
