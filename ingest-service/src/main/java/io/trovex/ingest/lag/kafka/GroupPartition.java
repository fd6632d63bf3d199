package io.trovex.ingest.lag.kafka;

import org.apache.kafka.common.TopicPartition;

/** What one window watches. */
record GroupPartition(String group, TopicPartition partition) {}
