package io.trovex.cli;

import io.trovex.client.TrovexClient;
import java.net.URI;
import picocli.CommandLine.Option;

/** The option that every client command shares. */
final class Server {
    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "Where Trovex answers (default: ${DEFAULT-VALUE}).")
    private URI url = URI.create("http://127.0.0.1:8080");

    URI url() {
        return url;
    }

    TrovexClient client() {
        return new TrovexClient(url);
    }
}
