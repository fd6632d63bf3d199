package io.trovex.standalone.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SampleCorpusTests {
    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void holdsDistinctDocumentsOfSomeLength() throws IOException {
        List<JsonNode> documents = read();

        assertThat(documents).hasSize(SampleCorpus.DOCUMENTS);
        assertThat(documents)
                .extracting(document -> document.path("doc_id").asString())
                .doesNotHaveDuplicates();
        assertThat(documents)
                .allSatisfy(document ->
                        assertThat(document.path("content").asString().length()).isGreaterThanOrEqualTo(200));
    }

    @Test
    void namesTheArticleThatEachDocumentIsTakenFrom() throws IOException {
        assertThat(read()).allSatisfy(document -> {
            assertThat(document.path("title").asString()).isNotBlank();
            assertThat(document.path("metadata").path("url").asString())
                    .isEqualTo("https://en.wikipedia.org/?curid="
                            + document.path("doc_id").asString().substring("wikipedia-".length()));
        });
    }

    @Test
    void suggestsAQueryThatSharesNoWordWithItsAnswer() throws IOException {
        String diseaseX = read().stream()
                .filter(document -> document.path("title").asString().equals("Disease X"))
                .map(document -> document.path("content").asString().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElseThrow();

        assertThat(Arrays.stream(diseaseX.split("\\W+"))).doesNotContain("illness", "nobody", "caught", "yet");
    }

    private List<JsonNode> read() throws IOException {
        try (BufferedReader lines = SampleCorpus.open()) {
            return lines.lines().map(json::readTree).toList();
        }
    }
}
