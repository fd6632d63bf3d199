package io.trovex.index.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BesideTests {
    @Test
    void halfASearchIsDoneOnceWhoeverDoesIt() {
        for (int i = 0; i < 1_000; i++) {
            AtomicInteger times = new AtomicInteger();
            try (Beside<Integer> beside = Beside.begin(times::incrementAndGet)) {
                assertThat(beside.result()).isOne();
            }
            assertThat(times).hasValue(1);
        }
    }

    @Test
    void itsFailureIsTheOneThatTheHalfThrew() {
        IllegalArgumentException failure = new IllegalArgumentException("no such thing");
        try (Beside<Integer> beside = Beside.begin(() -> {
            throw failure;
        })) {
            assertThatThrownBy(beside::result).isSameAs(failure);
        }
    }

    @Test
    void itIsOverBeforeWhatItReadsIsClosed() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean over = new AtomicBoolean();
        try (Beside<Boolean> beside = Beside.begin(() -> {
            begun.countDown();
            for (int i = 0; i < 10_000; i++) {
                Thread.onSpinWait();
            }
            over.set(true);
            return true;
        })) {
            begun.await();
            assertThat(beside).isNotNull();
        }
        assertThat(over).isTrue();
    }
}
