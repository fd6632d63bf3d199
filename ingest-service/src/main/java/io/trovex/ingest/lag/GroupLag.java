package io.trovex.ingest.lag;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a consumer group is behind.
 *
 * @param state as the broker names it: Stable, Empty, PreparingRebalance, …
 * @param verdict the worst of its partitions'; absent if it has committed nothing
 * @param lag sum over the partitions; absent if it has committed nothing
 * @param timeLagSeconds the longest of its partitions'
 * @param secondsToDrain the longest of its partitions'; absent while one of them does not drain
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GroupLag(
        @JsonProperty("group") String group,
        @JsonProperty("state") String state,
        @JsonProperty("verdict") @Nullable Verdict verdict,
        @JsonProperty("lag") @Nullable Long lag,
        @JsonProperty("time_lag_seconds") @Nullable Double timeLagSeconds,
        @JsonProperty("seconds_to_drain") @Nullable Double secondsToDrain,
        @JsonProperty("messages_lost") @Nullable Long messagesLost,
        @JsonProperty("partitions") List<PartitionLag> partitions) {

    public static GroupLag of(String group, String state, List<PartitionLag> partitions) {
        List<PartitionLag> known =
                partitions.stream().filter(each -> each.committed() != null).toList();
        boolean drains = known.stream().allMatch(each -> each.secondsToDrain() != null);
        return new GroupLag(
                group,
                state,
                known.stream()
                        .map(PartitionLag::verdict)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                known.stream().map(PartitionLag::lag).reduce(Long::sum).orElse(null),
                known.stream()
                        .map(PartitionLag::timeLagSeconds)
                        .filter(Objects::nonNull)
                        .reduce(Math::max)
                        .orElse(null),
                drains
                        ? known.stream()
                                .map(PartitionLag::secondsToDrain)
                                .reduce(Math::max)
                                .orElse(null)
                        : null,
                known.stream().map(PartitionLag::messagesLost).reduce(Long::sum).orElse(null),
                partitions);
    }

    public GroupLag {
        partitions = List.copyOf(partitions);
    }
}
