package io.trovex.benchmarks.micro;

import io.trovex.benchmarks.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/** Where memory is allocated while something runs, by the flight recorder's samples. */
final class AllocationProfile {
    private static final String SAMPLES = "jdk.ObjectAllocationSample";
    private static final int MOST = 12;

    private AllocationProfile() {}

    /**
     * Shares in percent, the largest first: by the innermost method of Trovex, and by class.
     *
     * @param workload runs twice, each time long enough for some thousand samples
     */
    static Map<String, Object> of(Runnable workload) throws IOException {
        Path file = Files.createTempFile("trovex-", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable(SAMPLES).with("throttle", "2000/s").withStackTrace();
            recording.start();
            // a thread's first sample stands for all that it allocated before
            workload.run();
            Instant begun = Instant.now();
            workload.run();
            recording.stop();
            recording.dump(file);
            Map<String, Long> byPlace = new HashMap<>();
            Map<String, Long> byClass = new HashMap<>();
            for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
                String place = place(event);
                if (place != null && event.getStartTime().isAfter(begun)) {
                    long weight = event.getLong("weight");
                    byClass.merge(event.getClass("objectClass").getName(), weight, Long::sum);
                    byPlace.merge(place, weight, Long::sum);
                }
            }
            Map<String, Object> profile = new LinkedHashMap<>();
            profile.put("by_method", shares(byPlace));
            profile.put("by_class", shares(byClass));
            return profile;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static @Nullable String place(RecordedEvent event) {
        if (event.getStackTrace() == null) {
            return null;
        }
        for (RecordedFrame frame : event.getStackTrace().getFrames()) {
            String type = frame.getMethod().getType().getName();
            if (type.startsWith("io.trovex.index")) {
                return type.substring(type.lastIndexOf('.') + 1) + "."
                        + frame.getMethod().getName();
            }
        }
        return null;
    }

    private static Map<String, Object> shares(Map<String, Long> weights) {
        double all = weights.values().stream().mapToLong(Long::longValue).sum();
        Map<String, Object> shares = new LinkedHashMap<>();
        weights.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST)
                .forEach(each -> shares.put(each.getKey(), Figures.rounded(100 * each.getValue() / all)));
        return shares;
    }
}
