package io.trovex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a queue of 250 uploads that give up again as soon as they are tried again. */
class UploadLettersTests {
    private static final int COUNT = 250;
    private static final int PAGE = 100;

    private final CapturedTrovex trovex = new CapturedTrovex();
    private final NavigableSet<Integer> buried = new TreeSet<>();
    private final List<Integer> redriven = new ArrayList<>();
    private AnsweringServer server;

    @BeforeEach
    void serve() throws IOException {
        for (int id = 1; id <= COUNT; id++) {
            buried.add(id);
        }
        server = AnsweringServer.start().at("/v1/uploads", exchange -> answer(exchange.getRequestURI()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void allUploadsAreEachTriedOnceAlthoughTheyGiveUpAgain() {
        assertThat(redrive("--yes")).isZero();

        assertThat(redriven).hasSize(COUNT).doesNotHaveDuplicates().allMatch(id -> id <= COUNT);
        assertThat(trovex.out()).contains(COUNT + " redriven");
    }

    @Test
    void theQuestionNamesAllThatWouldBeDecidedOn() {
        assertThat(redrive()).isEqualTo(2);

        assertThat(trovex.err()).contains(COUNT + " letters match");
        assertThat(redriven).isEmpty();
    }

    private int redrive(String... more) {
        List<String> all = new ArrayList<>(List.of("dlq", "redrive", "--uploads"));
        all.addAll(List.of(more));
        all.addAll(List.of("--url", server.url()));
        return trovex.execute(all.toArray(String[]::new));
    }

    private String answer(URI asked) {
        String path = asked.getPath();
        if (path.equals("/v1/uploads")) {
            return "{\"dead_letters\": %d}".formatted(buried.size());
        }
        if (path.endsWith(":redrive")) {
            int id = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf('-')));
            redriven.add(id);
            buried.remove(id);
            buried.add(buried.last() + 1);
            return "{}";
        }
        String query = asked.getQuery();
        int before = query == null
                ? Integer.MAX_VALUE
                : Integer.parseInt(query.substring("before=".length(), query.indexOf('-')));
        return buried.headSet(before, false).descendingSet().stream()
                .limit(PAGE)
                .map("{\"id\": \"%d-0\"}"::formatted)
                .collect(Collectors.joining(", ", "{\"dead_letters\": [", "]}"));
    }
}
