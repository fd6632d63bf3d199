package io.trovex.index.generation;

import io.trovex.contracts.GenerationAction;
import io.trovex.index.engine.IndexView;
import io.trovex.index.routing.RecentSearches;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.generation.GenerationLife;
import io.trovex.stage.generation.GenerationState;
import io.trovex.stage.generation.kafka.GenerationLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Has builds make room while documents or searches wait too long: it pauses them in the log, as an operator would, and
 * goes on with what it paused itself, never with what an operator did. To be asked every {@link #INTERVAL}, by one thread.
 */
@Component
@EnableConfigurationProperties(BuildProperties.class)
public class BuildThrottle {
    /** Long enough for the searches of the time to have a 99th percentile. */
    public static final Duration INTERVAL = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(BuildThrottle.class);
    static final String BY = "build-throttle";
    private static final int LEAST_SEARCHES = 20;

    private final GenerationLog log;
    private final GenerationIndexes indexes;
    private final Decisions decisions;
    private final RecentSearches searches;
    private final BuildProperties limits;
    private final Clock clock;
    private final Map<String, YieldRule> rules = new HashMap<>();

    BuildThrottle(
            GenerationLog log,
            GenerationIndexes indexes,
            Decisions decisions,
            RecentSearches searches,
            BuildProperties limits,
            Clock clock) {
        this.log = log;
        this.indexes = indexes;
        this.decisions = decisions;
        this.searches = searches;
        this.limits = limits;
        this.clock = clock;
    }

    public void look() {
        Duration p99 = searches.p99(LEAST_SEARCHES);
        rules.keySet().retainAll(log.generations().lives().keySet());
        for (GenerationLife life : log.generations().live()) {
            if (life.state() == GenerationState.BUILDING && indexes.isSettled()) {
                look(life, YieldRule.trouble(limits, behind(), p99));
            }
        }
    }

    private void look(GenerationLife life, Optional<String> trouble) {
        boolean yields = life.paused() && isBy(life);
        if (life.paused() && !yields) {
            return;
        }
        rules.computeIfAbsent(life.id(), _ -> new YieldRule(limits))
                .look(yields, trouble.isPresent(), clock.instant())
                .ifPresent(turn -> decide(
                        life.id(),
                        turn == YieldRule.Turn.YIELD ? GenerationAction.PAUSE : GenerationAction.RESUME,
                        trouble.orElse("documents and searches are within their limits")));
    }

    private static boolean isBy(GenerationLife life) {
        return life.decisions().getLast().by().equals(BY);
    }

    private void decide(String id, GenerationAction action, String reason) {
        try {
            decisions.decide(id, action, new Decisions.Order(BY, reason, false));
        } catch (GenerationRefusedException | DependencyUnavailableException e) {
            LOG.atDebug().addKeyValue("generation", id).setCause(e).log("a build neither yields nor goes on now");
        }
    }

    /** How far the serving index is behind what is submitted; zero while nobody knows. */
    private Duration behind() {
        try (IndexView view = indexes.serving().view()) {
            Instant complete = view.asOf();
            return complete == null ? Duration.ZERO : Duration.between(complete, clock.instant());
        }
    }
}
