package io.trovex.benchmarks.embedding;

import java.util.List;

/** One way to embed texts with the machine to itself. */
interface Contender extends AutoCloseable {

    String name();

    /** The texts' vectors, in their order, of length 1. */
    List<float[]> embed(List<String> texts);

    @Override
    void close();
}
