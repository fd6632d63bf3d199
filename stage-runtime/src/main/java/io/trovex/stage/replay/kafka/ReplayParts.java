package io.trovex.stage.replay.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.stage.Backoff;
import io.trovex.stage.DependencyWaits;
import io.trovex.stage.replay.Pace;

/** What every run of a replay needs. */
record ReplayParts(
        ReplayConsumers consumers,
        Replays replays,
        ReplayDecisions decisions,
        Backoff backoff,
        DependencyWaits waits,
        Pace pace,
        MeterRegistry meters) {}
