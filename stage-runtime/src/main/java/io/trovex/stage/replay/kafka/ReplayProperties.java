package io.trovex.stage.replay.kafka;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How replays share the machine with live work.
 *
 * @param share of its time that a replay works while live records pass its stage, 0.01 to 1; alone it works all the time
 * @param pollRecords most records of one step; live records wait for one step at most
 */
@Validated
@ConfigurationProperties("trovex.replay")
record ReplayProperties(
        @DefaultValue("0.5") @DecimalMin("0.01") @DecimalMax("1")
        double share,

        @DefaultValue("64") @Positive int pollRecords) {}
