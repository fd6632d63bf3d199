package io.trovex.ingest.stages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpServer;
import io.trovex.ingest.StageAddresses;
import io.trovex.stage.StageState;
import io.trovex.stage.StageState.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PipelineStagesTests {
    private static final Waiting WAIT =
            new Waiting("redis", Instant.parse("2026-11-22T12:00:00Z"), 7, "Connection refused");

    private HttpServer service;
    private volatile String answer = "";
    private volatile int status = 200;
    private volatile CyclicBarrier whenAsked = new CyclicBarrier(1);
    private final ExecutorService handlers = Executors.newCachedThreadPool();

    @BeforeEach
    void serve() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(handlers);
        service.createContext("/v1/stages", exchange -> {
            waitForTheOthers();
            byte[] body = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
        handlers.shutdownNow();
    }

    @Test
    void tellsOfStagesHereAndElsewhere() {
        answer = """
                {"stages": [{"stage": "other", "waits": []}, {"stage": "index", "waits": [{"dependency": "redis",
                 "since": "2026-11-22T12:00:00Z", "attempts": 7, "reason": "Connection refused"}]}]}""";

        // the first question of a process may take longer than an answer is waited for
        await().untilAsserted(() -> assertThat(
                        states(List.of(new StageState("validation", List.of())), Map.of("index", url())))
                .containsExactly(new StageState("index", List.of(WAIT)), new StageState("validation", List.of())));
    }

    @Test
    void tellsOfEveryGenerationsStageOfAService() {
        answer = """
                {"stages": [{"stage": "index", "waits": []}, {"stage": "indexes", "waits": []},
                 {"stage": "index.bge.2", "waits": [{"dependency": "redis",
                 "since": "2026-11-22T12:00:00Z", "attempts": 7, "reason": "Connection refused"}]}]}""";

        await().untilAsserted(() -> assertThat(states(List.of(), Map.of("index", url())))
                .containsExactly(new StageState("index", List.of()), new StageState("index.bge.2", List.of(WAIT))));
    }

    @Test
    void aStageHereIsNotAskedForElsewhere() {
        answer = "{\"stages\": [{\"stage\": \"index\", \"waits\": []}]}";
        StageState here = new StageState("index", List.of(WAIT));

        assertThat(states(List.of(here), Map.of("index", url()))).containsExactly(here);
    }

    @Test
    void ofAServiceThatSaysNothingOfItsStageNothingIsKnown() {
        answer = "{\"stages\": []}";
        assertThat(states(List.of(), Map.of("index", url()))).containsExactly(StageState.unknown("index"));

        answer = "<html>";
        assertThat(states(List.of(), Map.of("index", url()))).containsExactly(StageState.unknown("index"));

        status = 503;
        assertThat(states(List.of(), Map.of("index", url()))).containsExactly(StageState.unknown("index"));

        service.stop(0);
        assertThat(states(List.of(), Map.of("index", url()))).containsExactly(StageState.unknown("index"));
    }

    @Test
    void servicesAreAskedTogether() {
        answer = """
                {"stages": [{"stage": "embedding", "waits": []}, {"stage": "index", "waits": []},
                 {"stage": "validation", "waits": []}]}""";

        await().untilAsserted(() -> {
            whenAsked = new CyclicBarrier(3);
            assertThat(states(List.of(), Map.of("embedding", url(), "index", url(), "validation", url())))
                    .extracting(StageState::waits)
                    .doesNotContainNull();
        });
    }

    @Test
    void aServiceThatHangsIsNotWaitedForLong() {
        whenAsked = new CyclicBarrier(2);

        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(states(List.of(), Map.of("index", url())))
                        .containsExactly(StageState.unknown("index")));
    }

    private void waitForTheOthers() throws IOException {
        try {
            whenAsked.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IOException(e);
        }
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + service.getAddress().getPort());
    }

    private static List<StageState> states(List<StageState> here, Map<String, URI> elsewhere) {
        return new PipelineStages(() -> here, new StageAddresses(elsewhere)).states();
    }
}
