package io.trovex.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What was measured on, and what else it was doing. */
public final class Machine {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** Of those by which vectors are multiplied, on x86. */
    private static final List<String> INSTRUCTIONS = List.of("avx2", "avx512f", "avx_vnni", "avx512_vnni", "amx_int8");

    private Machine() {}

    /** Processor, memory, versions, and the load average of the last minute: more than the cores is a busy machine. */
    public static Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("processor", processor());
        figures.put("instructions", instructions());
        figures.put("cores", Runtime.getRuntime().availableProcessors());
        figures.put("memory_gib", Math.round(SYSTEM.getTotalMemorySize() / 1e9 / 1.073_741_824));
        figures.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        figures.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        figures.put("load_average_before", Figures.rounded(SYSTEM.getSystemLoadAverage()));
        return figures;
    }

    /** Processor time of this process so far, in seconds. */
    public static double processorSeconds() {
        return SYSTEM.getProcessCpuTime() / 1e9;
    }

    /** Resident memory of a process in megabytes, files that are mapped and in memory included; 0 where it is not told. */
    public static long residentMegabytes(long process) {
        return status(process, "VmRSS:");
    }

    /** The part of it that no file backs. */
    public static long anonymousMegabytes(long process) {
        return status(process, "RssAnon:");
    }

    /** What lies in a directory. */
    public static long megabytes(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(Path::toFile)
                            .mapToLong(file -> file.isFile() ? file.length() : 0)
                            .sum()
                    / 1_000_000;
        } catch (IOException | java.io.UncheckedIOException _) {
            // a file that was merged away meanwhile
            return 0;
        }
    }

    private static long status(long process, String name) {
        return lines(Path.of("/proc", String.valueOf(process), "status")).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).replace("kB", "").strip())
                .mapToLong(kilobytes -> Long.parseLong(kilobytes) / 1_000)
                .findFirst()
                .orElse(0);
    }

    private static String processor() {
        return ofProcessor("model name").orElse(System.getProperty("os.arch"));
    }

    private static List<String> instructions() {
        List<String> flags = List.of(ofProcessor("flags").orElse("").split(" "));
        return INSTRUCTIONS.stream().filter(flags::contains).toList();
    }

    private static Optional<String> ofProcessor(String name) {
        return lines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException _) {
            return List.of();
        }
    }
}
