package io.trovex.stage.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class NicenessTests {
    private static final Executor NEW_THREAD = work -> Thread.ofPlatform().start(work);

    private final int process = nicenessIn(NEW_THREAD);

    @Test
    void aThreadThatYieldsDoesSoAlone() {
        assertThat(nicenessIn(yielding(NEW_THREAD))).isEqualTo(Math.min(19, process + 12));
        assertThat(nicenessIn(NEW_THREAD)).isEqualTo(process);
    }

    @Test
    void whoYieldsAlreadyStaysAsItIs() {
        Executor startedByOneThatYields = work -> yielding(NEW_THREAD).execute(() -> NEW_THREAD.execute(work));

        assertThat(nicenessIn(startedByOneThatYields)).isEqualTo(Math.min(19, process + 12));
        assertThat(nicenessIn(yielding(startedByOneThatYields))).isEqualTo(Math.min(19, process + 12));
    }

    /** Carriers would have the niceness of the thread that needed one more. */
    @Test
    void virtualThreadsOfOneThatYieldsDoNot() {
        Carriers.keep();
        Executor virtual = work -> Thread.ofVirtual().start(work);

        int highest = CompletableFuture.supplyAsync(
                        () -> Stream.generate(() -> CompletableFuture.supplyAsync(NicenessTests::niceness, virtual))
                                .limit(50)
                                .toList()
                                .stream()
                                .mapToInt(CompletableFuture::join)
                                .max()
                                .orElseThrow(),
                        yielding(NEW_THREAD))
                .join();

        assertThat(highest).isEqualTo(process);
    }

    private static Executor yielding(Executor threads) {
        return work -> threads.execute(Niceness.YIELDING.during(work));
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
