package io.trovex.stage.replay.kafka;

/** Every meter of replays. */
enum ReplayMeter {
    /** Counts records that went through their stage again; tag {@code stage}. */
    RECORDS("trovex.replay.records"),
    /** Replays that this process works on. */
    RUNNING("trovex.replay.running");

    private final String meterName;

    ReplayMeter(String meterName) {
        this.meterName = meterName;
    }

    String meterName() {
        return meterName;
    }
}
