package io.trovex.stage;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How topics are created when they do not exist yet.
 *
 * @param partitions of every topic; the most consumers of one stage that share the work
 * @param replicas of every partition
 */
@Validated
@ConfigurationProperties("trovex.topics")
record TopicProperties(
        @DefaultValue("6") @Positive int partitions,
        @DefaultValue("1") @Positive short replicas) {}
