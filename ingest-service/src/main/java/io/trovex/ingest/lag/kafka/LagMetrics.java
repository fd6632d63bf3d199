package io.trovex.ingest.lag.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.trovex.ingest.lag.GroupLag;
import io.trovex.ingest.lag.LagReport;
import io.trovex.ingest.lag.PartitionLag;
import io.trovex.ingest.lag.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows the last sample as gauges; what is absent in it has none. */
@Component
class LagMetrics {
    private final Map<LagMeter, MultiGauge> gauges = new EnumMap<>(LagMeter.class);

    LagMetrics(MeterRegistry meters) {
        for (LagMeter meter : LagMeter.values()) {
            gauges.put(meter, meter.gauges(meters));
        }
    }

    void show(LagReport report) {
        Map<LagMeter, List<MultiGauge.Row<?>>> rows = new EnumMap<>(LagMeter.class);
        for (LagMeter meter : LagMeter.values()) {
            rows.put(meter, new ArrayList<>());
        }
        for (GroupLag group : report.groups()) {
            add(rows, LagMeter.DRAIN, Tags.of("group", group.group()), group.secondsToDrain());
            group.partitions().forEach(partition -> add(rows, group.group(), partition));
        }
        gauges.forEach((meter, gauge) -> gauge.register(rows.getOrDefault(meter, List.of()), true));
    }

    private static void add(Map<LagMeter, List<MultiGauge.Row<?>>> rows, String group, PartitionLag partition) {
        Tags tags =
                Tags.of("group", group, "topic", partition.topic(), "partition", String.valueOf(partition.partition()));
        add(rows, LagMeter.LAG, tags, partition.lag());
        add(rows, LagMeter.TIME_LAG, tags, partition.timeLagSeconds());
        add(rows, LagMeter.RETENTION_MARGIN, tags, partition.retentionMargin());
        add(rows, LagMeter.LOST, tags, partition.messagesLost());
        add(rows, LagMeter.VERDICT, tags, severity(partition.verdict()));
    }

    private static @Nullable Integer severity(@Nullable Verdict verdict) {
        return verdict == null ? null : verdict.severity();
    }

    private static void add(
            Map<LagMeter, List<MultiGauge.Row<?>>> rows, LagMeter meter, Tags tags, @Nullable Number value) {
        if (value != null) {
            rows.computeIfAbsent(meter, _ -> new ArrayList<>()).add(MultiGauge.Row.of(tags, value));
        }
    }
}
