package io.trovex.stage.objects;

import java.time.Instant;

/**
 * An object as its store lists it.
 *
 * @param bytes its length
 * @param putAt when it was put last
 */
public record StoredObject(String address, long bytes, Instant putAt) {}
