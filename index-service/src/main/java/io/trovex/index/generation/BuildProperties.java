package io.trovex.index.generation;

import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What a build beside the serving generation may cost those who search and submit.
 *
 * @param freshnessLimit a build is paused while the serving index is so far behind what is submitted; 0: never
 * @param searchLimit a build is paused while the 99th percentile of the searches' times is above it; 0: never
 * @param longestPause after which a build goes on in any case, for a while: it may be the cure
 */
@Validated
@ConfigurationProperties("trovex.build")
record BuildProperties(
        @DefaultValue("30s") Duration freshnessLimit,
        @DefaultValue("2s") Duration searchLimit,
        @DefaultValue("1m") Duration longestPause) {
    @AssertTrue(message = "limits are not negative, and a pause lasts a second at least")
    boolean isForward() {
        return !freshnessLimit.isNegative() && !searchLimit.isNegative() && longestPause.toSeconds() >= 1;
    }
}
