package io.trovex.ingest.stages;

import io.trovex.contracts.StageNames;
import io.trovex.ingest.StageAddresses;
import io.trovex.stage.StageState;
import io.trovex.stage.Stages;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the stages what they wait for: those of this process directly, the others over {@code GET /v1/stages}, all at the
 * same time. A stage whose service does not answer soon is known by name only.
 */
@Component
public class PipelineStages {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Supplier<List<StageState>> local;
    private final Map<String, URI> services;
    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    @Autowired
    PipelineStages(Stages local, StageAddresses addresses) {
        this(local::states, addresses);
    }

    PipelineStages(Supplier<List<StageState>> local, StageAddresses addresses) {
        this.local = local;
        this.services = addresses.stages();
    }

    /** By name. Takes little more than a second, whoever answers. */
    public List<StageState> states() {
        List<StageState> states = new ArrayList<>(local.get());
        Set<String> here = states.stream().map(StageState::stage).collect(Collectors.toSet());
        List<CompletableFuture<List<StageState>>> asked = services.entrySet().stream()
                .filter(service -> !here.contains(service.getKey()))
                .map(service -> ask(service.getKey(), service.getValue()))
                .toList();
        asked.stream()
                .flatMap(answer -> answer.join().stream())
                .filter(state -> !here.contains(state.stage()))
                .forEach(states::add);
        states.sort(Comparator.comparing(StageState::stage));
        return states;
    }

    private CompletableFuture<List<StageState>> ask(String kind, URI service) {
        List<StageState> unknown = List.of(StageState.unknown(kind));
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/v1/stages"))
                .timeout(PATIENCE)
                .build();
        return client.sendAsync(request, BodyHandlers.ofString())
                .thenApply(response -> states(kind, response))
                .thenApply(states -> states.isEmpty() ? unknown : states)
                .completeOnTimeout(unknown, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(_ -> unknown);
    }

    /** The stages of the kind: each generation has one. */
    private List<StageState> states(String kind, HttpResponse<String> response) {
        List<StageState> states = new ArrayList<>();
        if (response.statusCode() == 200) {
            for (JsonNode each : json.readTree(response.body()).path("stages")) {
                if (StageNames.isMeant(each.path("stage").asString(""), kind)) {
                    states.add(json.convertValue(each, StageState.class));
                }
            }
        }
        return states;
    }
}
