package io.trovex.stage;

import static java.util.stream.Collectors.toMap;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG;
import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.Generation;
import io.trovex.contracts.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class PipelineTopicsTests {
    private final Map<String, NewTopic> topics = Arrays.stream(
                    new PipelineTopics(new TopicProperties(6, (short) 1)).of(new Generation("g1", "model", 384)))
            .collect(toMap(NewTopic::name, topic -> topic));

    @Test
    void everyInputHasAsManyPartitionsOfDeadLetters() {
        for (String input : Topics.documentInputs("g1")) {
            assertThat(topic(Topics.deadLetters(input)).numPartitions())
                    .isEqualTo(topic(input).numPartitions())
                    .isEqualTo(6);
        }
    }

    @Test
    void whatDecidesIsReadInOneOrder() {
        assertThat(topic(Topics.PIPELINE_CONTROL).numPartitions()).isEqualTo(1);
    }

    @Test
    void compactionLeavesTimeToSubmitANewerVersionOnceMore() {
        Map<String, String> config = topic(Topics.DOCUMENTS_SUBMITTED).configs();

        assertThat(config)
                .containsEntry(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_COMPACT)
                .containsEntry(
                        MIN_COMPACTION_LAG_MS_CONFIG,
                        String.valueOf(Duration.ofDays(3).toMillis()));
    }

    @Test
    void everyInputKeepsTheLatestOfEachDocumentForEver() {
        for (String input : Topics.documentInputs("g1")) {
            assertThat(topic(input).configs()).containsEntry(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_COMPACT);
        }
    }

    private NewTopic topic(String name) {
        return Objects.requireNonNull(topics.get(name), name);
    }
}
