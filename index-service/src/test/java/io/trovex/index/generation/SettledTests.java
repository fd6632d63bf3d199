package io.trovex.index.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trovex.index.engine.web.IndexAnswers;
import io.trovex.stage.web.ProblemException;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class SettledTests {
    private final Settled settled = new Settled();

    @Test
    void whoAsksBeforeTheLogSaysWhichGenerationServesIsToldToComeBack() {
        assertThatThrownBy(() -> IndexAnswers.of(this::answer))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
                    assertThat(problem.retryAfter()).isPositive();
                });
        assertThat(settled.isSo()).isFalse();
    }

    @Test
    void whoAsksShortlyBeforeIsAnswered() {
        Thread.ofVirtual().start(settled::fromNowOn);

        assertThatCode(settled::await).doesNotThrowAnyException();
        assertThat(settled.isSo()).isTrue();
    }

    private String answer() {
        settled.await();
        return "nothing";
    }
}
