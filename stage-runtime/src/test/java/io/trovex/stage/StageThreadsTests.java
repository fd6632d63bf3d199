package io.trovex.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

@EnabledOnOs(OS.LINUX)
class StageThreadsTests {
    @Test
    void stagesStepBackBeforeRequests() {
        ConcurrentMessageListenerContainer<Object, Object> container = new ConcurrentMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(Map.of()), new ContainerProperties("any"));

        new StageAutoConfiguration().stageThreads().configure(container);

        Executor listeners = container.getContainerProperties().getListenerTaskExecutor();
        assertThat(listeners).isNotNull();
        int stage = CompletableFuture.supplyAsync(StageThreadsTests::niceness, listeners)
                .join();
        assertThat(stage).isEqualTo(Math.min(19, niceness() + 8));
    }

    /** See proc(5): behind the name, which may have spaces. */
    private static int niceness() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[16]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
