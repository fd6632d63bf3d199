package io.trovex.benchmarks.peers;

import io.trovex.client.Document;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A search engine in a process of its own, spoken to over HTTP. Documents bring their vectors. Thread-safe. */
interface Peer extends AutoCloseable {
    int HITS = 10;

    String name();

    /** Version and settings that matter. */
    Map<String, Object> settings();

    /** One request of so many documents, made before it is timed. */
    byte[] request(List<Document> documents);

    /** Returns when the engine has acknowledged them. */
    void submit(byte[] request, int documents);

    /** How many documents searches see. */
    long searchable();

    /** One document, with the client's usual request; returns when it is acknowledged. */
    void submit(Document document);

    /**
     * The ids of the ten best hits, whose titles and bodies are in the answer.
     *
     * @param mode one of {@link io.trovex.benchmarks.relevance.Evaluation#MODES}
     */
    List<String> search(String mode, Question question);

    ProcessHandle process();

    /** Processor time of its process since that started. */
    default Duration used() {
        return process().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** What its index takes, and all that it keeps, in megabytes. */
    Map<String, Object> disk();

    @Override
    void close();
}
