package io.trovex.stage;

import io.trovex.contracts.Event;

/** What a stage is called and what it reads. */
record StageInput<E extends Event>(String stage, String topic, Class<E> event) {}
