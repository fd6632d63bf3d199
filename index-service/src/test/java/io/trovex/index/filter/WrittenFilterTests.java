package io.trovex.index.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.trovex.contracts.Violation;
import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.TextPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class WrittenFilterTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DocumentField YEAR = DocumentField.metadata("year");

    static Stream<DocumentFilter> filters() {
        DocumentFilter source = new DocumentFilter.Term(DocumentField.SOURCE, List.of("sea", "river"));
        return Stream.of(
                source,
                new DocumentFilter.Numbers(YEAR, 1990, Double.POSITIVE_INFINITY),
                new DocumentFilter.Numbers(YEAR, Math.nextUp(0.1), 1e300),
                new DocumentFilter.Times(DocumentField.TIMESTAMP, Long.MIN_VALUE, 1_700_000_000_123L),
                new DocumentFilter.Times(YEAR, -5_000_000_000_000L, 0),
                new DocumentFilter.Exists(YEAR),
                new DocumentFilter.Not(source),
                new DocumentFilter.And(
                        List.of(source, new DocumentFilter.Or(List.of(new DocumentFilter.Exists(YEAR), source)))));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void isReadAsItWas(DocumentFilter filter) {
        Object tree = JSON.readValue(JSON.writeValueAsString(WrittenFilter.of(filter)), Map.class);
        List<Violation> violations = new ArrayList<>();

        assertThat(new FilterTree(violations).filter(tree)).isEqualTo(filter);
        assertThat(violations).isEmpty();
    }

    @Test
    void whatLiesTooFarAwayIsWrittenAsFarAsCanBe() {
        for (DocumentFilter filter : List.of(
                new DocumentFilter.Times(DocumentField.TIMESTAMP, Long.MIN_VALUE, Long.MAX_VALUE),
                new DocumentFilter.Times(DocumentField.TIMESTAMP, Long.MAX_VALUE, Long.MAX_VALUE),
                new DocumentFilter.Times(YEAR, Long.MIN_VALUE + 1, Long.MIN_VALUE + 2),
                new DocumentFilter.Numbers(YEAR, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY),
                new DocumentFilter.Numbers(YEAR, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY))) {
            List<Violation> violations = new ArrayList<>();
            var _ = new FilterTree(violations).filter(WrittenFilter.of(filter));
            assertThat(violations).isEmpty();
        }
    }

    @Test
    void limitsOfWhatClientsSendDoNotHoldForWhatIsPutTogetherFromIt() {
        DocumentFilter deep = new DocumentFilter.Exists(YEAR);
        for (int i = 0; i < FilterTree.DEEPEST + 1; i++) {
            deep = new DocumentFilter.Not(deep);
        }
        List<Violation> violations = new ArrayList<>();

        assertThat(FilterTree.ofWritten(violations).filter(WrittenFilter.of(deep)))
                .isEqualTo(deep);
        var _ = new FilterTree(violations).filter(WrittenFilter.of(deep));
        assertThat(violations).singleElement().extracting(Violation::code).isEqualTo("too_deep");
    }

    @Test
    void isWrittenAsPeopleWriteIt() {
        assertThat(WrittenFilter.of(new DocumentFilter.Term(DocumentField.SOURCE, List.of("sea"))))
                .isEqualTo(Map.of("term", Map.of("source", List.of("sea"))));
        assertThat(WrittenFilter.of(new DocumentFilter.Numbers(YEAR, 1990, 2000)))
                .isEqualTo(Map.of("range", Map.of("metadata.year", Map.of("gte", 1990.0, "lte", 2000.0))));
    }

    @Test
    void conditionsInTheTextAreNoPartOfIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WrittenFilter.of(new DocumentFilter.Phrase(TextPart.TITLE, "long boats")));
    }
}
