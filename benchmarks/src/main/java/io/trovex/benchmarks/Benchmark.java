package io.trovex.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Something measurable; {@code trovex bench} lists them all. */
public interface Benchmark {

    String name();

    /** One sentence: what is measured, against what. */
    String purpose();

    /** What its figures are to be; those about speed do not bind a quick run. */
    default List<Goal> goals() {
        return List.of();
    }

    /**
     * Starts what it needs on temporary data, measures, and stops it.
     *
     * @return the figures in a fixed order, their units in their names
     */
    Map<String, Object> run(BenchmarkOptions options) throws IOException;
}
