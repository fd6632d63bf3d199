package io.trovex.index.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.index.generation.YieldRule.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class YieldRuleTests {
    private static final BuildProperties LIMITS =
            new BuildProperties(Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofMinutes(1));

    private final YieldRule rule = new YieldRule(LIMITS);
    private Instant now = Instant.parse("2026-11-01T12:00:00Z");

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(BuildProperties.class)
    static class Properties {}

    @Test
    void whatIsOverItsLimitIsNamed() {
        assertThat(YieldRule.trouble(LIMITS, Duration.ofSeconds(5), Duration.ofMillis(100)))
                .isEmpty();
        assertThat(YieldRule.trouble(LIMITS, Duration.ofSeconds(6), Duration.ZERO))
                .hasValue("the serving index is 6,000 ms behind, over its limit of 5,000 ms");
        assertThat(YieldRule.trouble(LIMITS, Duration.ZERO, Duration.ofMillis(101)))
                .hasValue("searches take 101 ms (p99), over their limit of 100 ms");
        BuildProperties unlimited = new BuildProperties(Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1));
        assertThat(YieldRule.trouble(unlimited, Duration.ofDays(1), Duration.ofDays(1)))
                .isEmpty();
    }

    @Test
    void aBuildYieldsAtTheSecondLookAndGoesOnWhenAllIsWellForAWhile() {
        assertThat(look(false, true)).isEmpty();
        assertThat(look(false, false)).as("once is chance").isEmpty();
        assertThat(look(false, true)).isEmpty();
        assertThat(look(false, true)).hasValue(Turn.YIELD);

        assertThat(look(true, false)).isEmpty();
        assertThat(look(true, false)).as("the pause is young").isEmpty();
        now = now.plusSeconds(10);
        assertThat(look(true, false)).hasValue(Turn.GO_ON);
        assertThat(look(false, true)).isEmpty();
        assertThat(look(false, true)).as("it shows what it does first").isEmpty();
        now = now.plusSeconds(10);
        assertThat(look(false, true)).hasValue(Turn.YIELD);
    }

    @Test
    void aBuildGoesOnInTheEndThoughNothingGetsBetter() {
        look(false, true);
        look(false, true);
        now = now.plusSeconds(50);
        assertThat(look(true, true)).isEmpty();
        now = now.plusSeconds(10);

        assertThat(look(true, true)).hasValue(Turn.GO_ON);
    }

    @Test
    void theLimitsAreConfigured() {
        ApplicationContextRunner context = new ApplicationContextRunner().withUserConfiguration(Properties.class);
        context.run(started -> assertThat(started.getBean(BuildProperties.class))
                .isEqualTo(new BuildProperties(Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofMinutes(1))));
        context.withPropertyValues(
                        "trovex.build.freshness-limit=1s",
                        "trovex.build.search-limit=50ms",
                        "trovex.build.longest-pause=5m")
                .run(started -> assertThat(started.getBean(BuildProperties.class))
                        .isEqualTo(new BuildProperties(
                                Duration.ofSeconds(1), Duration.ofMillis(50), Duration.ofMinutes(5))));
        context.withPropertyValues("trovex.build.longest-pause=0s")
                .run(started -> assertThat(started).hasFailed());
    }

    /** Two seconds later. */
    private Optional<Turn> look(boolean yields, boolean isTrouble) {
        now = now.plusSeconds(2);
        return rule.look(yields, isTrouble, now);
    }
}
