package io.trovex.standalone.batch;

import io.trovex.contracts.DocumentEmbedded;
import io.trovex.contracts.Outcome;
import io.trovex.contracts.Violation;
import java.util.List;

/** Told what becomes of each document of a batch, in order. */
public interface BatchReport {

    /** What the stream would have put into the generation's topic. */
    void embedded(DocumentEmbedded document);

    void settled(String docId, Outcome outcome);

    /** What the stream would have put into the dead letters. */
    void refused(String docId, List<Violation> violations);
}
