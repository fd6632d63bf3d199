package io.trovex.embedding.redis;

import java.time.Duration;

/**
 * How vectors are kept in Redis.
 *
 * @param timeToLive after that a vector is made again
 * @param memoryLimit nothing more is kept while all of Redis takes so many bytes
 * @param timeout longest wait for an answer; then the vectors are made
 */
public record RedisVectorsSettings(Duration timeToLive, long memoryLimit, Duration timeout) {}
