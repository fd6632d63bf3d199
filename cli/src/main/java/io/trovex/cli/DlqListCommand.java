package io.trovex.cli;

import io.trovex.client.TrovexClient;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Lists dead letters, the newest first. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists dead letters, the newest first.",
        footerHeading = "%nExamples:%n",
        footer = {"  trovex dlq list", "  trovex dlq list --stage embedding --newer-than 24h --json"})
final class DlqListCommand implements Callable<Integer> {
    private static final int PAGE = 200;

    @Mixin
    private LetterFilterOptions filter = new LetterFilterOptions();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "At most so many (default: 50).")
    private int limit;

    @Option(names = "--json", description = "Print each letter as one line of JSON.")
    private boolean json;

    @Mixin
    private Server server = new Server();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        TrovexClient client = server.client();
        String cursor = "";
        int left = limit;
        long total = 0;
        while (left > 0) {
            JsonNode page = client.get("/v1/dead-letters?size=" + Math.min(left, PAGE) + "&" + filter.query() + cursor);
            total = page.path("total").asLong();
            for (JsonNode letter : page.path("letters")) {
                Commands.out(spec).println(json ? Json.line(letter) : LetterLines.line(letter));
                left--;
            }
            if (!page.has("next_cursor")) {
                break;
            }
            cursor = "&cursor=" + page.path("next_cursor").asString("");
        }
        if (!json) {
            Commands.out(spec).printf("%d of %d%n", limit - left, total);
            long uploads = uploads(client);
            if (uploads > 0) {
                Commands.out(spec).printf("and %d uploads: trovex dlq uploads%n", uploads);
            }
        }
        return ExitCode.DONE;
    }

    /** As far as the queue tells at once. */
    private static long uploads(TrovexClient client) {
        return client.look("/v1/uploads").body().path("dead_letters").asLong(0);
    }
}
