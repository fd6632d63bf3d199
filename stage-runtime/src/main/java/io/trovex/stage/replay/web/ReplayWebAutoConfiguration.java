package io.trovex.stage.replay.web;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;

/** The replays' resource, in every service. */
@AutoConfiguration(afterName = "io.trovex.stage.replay.kafka.ReplayAutoConfiguration")
@Import(ReplaysController.class)
class ReplayWebAutoConfiguration {}
