package io.trovex.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

@EnabledOnOs(OS.LINUX)
class NicenessTests {
    private static final Executor NEW_THREAD = work -> Thread.ofPlatform().start(work);

    @Test
    void aThreadThatStepsBackDoesSoAlone() {
        assertThat(nicenessIn(work -> NEW_THREAD.execute(Niceness.inBackground(work))))
                .isEqualTo(10);
        assertThat(nicenessIn(NEW_THREAD)).isZero();
    }

    @Test
    void aVirtualThreadLeavesItsCarrierAlone() {
        for (int i = 0; i < 20; i++) {
            assertThat(nicenessIn(work -> Thread.ofVirtual().start(Niceness.inBackground(work))))
                    .isZero();
        }
    }

    @Test
    void stagesStepBack() {
        ConcurrentMessageListenerContainer<Object, Object> container = new ConcurrentMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(Map.of()), new ContainerProperties("any"));

        new StageAutoConfiguration().stageThreads().configure(container);

        Executor listeners = container.getContainerProperties().getListenerTaskExecutor();
        assertThat(listeners).isNotNull();
        assertThat(nicenessIn(listeners)).isEqualTo(10);
    }

    private static int nicenessIn(Executor threads) {
        return CompletableFuture.supplyAsync(NicenessTests::niceness, threads).join();
    }

    /** See proc(5): behind the name, which may have spaces. */
    private static int niceness() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
            return Integer.parseInt(fields.get(16));
        } catch (IOException e) {
            throw new CompletionException(new UncheckedIOException(e));
        }
    }
}
