package io.trovex.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TopicsTests {

    @Test
    void aDeadLetterTopicLeadsBackToItsSource() {
        assertThat(Topics.sourceOf(Topics.deadLetters(Topics.DOCUMENTS_VALIDATED)))
                .isEqualTo(Topics.DOCUMENTS_VALIDATED);
        assertThatIllegalArgumentException().isThrownBy(() -> Topics.sourceOf(Topics.DOCUMENTS_VALIDATED));
    }

    @Test
    void anOriginIsReadFromItsHeaderForm() {
        assertThat(Origin.parse(new Origin(3, 9_007_199_254_740_992L).toString()))
                .isEqualTo(new Origin(3, 9_007_199_254_740_992L));
    }

    @Test
    void aGenerationNamesItsTopic() {
        assertThat(new Generation("g2", "model", 384).topic()).isEqualTo("documents.embedded.g2");
    }
}
