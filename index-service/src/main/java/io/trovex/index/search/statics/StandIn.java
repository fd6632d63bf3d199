package io.trovex.index.search.statics;

import io.trovex.index.engine.SearchIndex;
import io.trovex.index.search.DegradedReason;
import io.trovex.index.search.QueryEmbedder;
import io.trovex.index.search.QueryEmbedderUnavailableException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One generation's static encoder, once it has one. Thread-safe. */
final class StandIn implements QueryEmbedder {
    private static final Logger LOG = LoggerFactory.getLogger(StandIn.class);
    private static final String FILE = "static-encoder.bin";

    private final SearchIndex index;
    private final EncoderFile file;
    private volatile @Nullable FittedEncoder encoder;
    private boolean released;

    StandIn(SearchIndex index) {
        this.index = index;
        this.file = new EncoderFile(index.directory().resolve(FILE));
    }

    SearchIndex index() {
        return index;
    }

    Optional<Fit> fit() {
        return Optional.ofNullable(encoder).map(FittedEncoder::fit);
    }

    @Override
    public float[] embed(String query) {
        FittedEncoder present = encoder;
        float[] vector = present == null ? null : present.encode(query);
        if (vector == null) {
            throw new QueryEmbedderUnavailableException(
                    DegradedReason.EMBEDDER_UNAVAILABLE,
                    present == null ? "no static encoder yet" : "the static encoder knows no word of the query",
                    null);
        }
        return vector;
    }

    /** Takes up what an earlier process has left. One that cannot be read is as good as none. */
    void load() {
        try {
            if (file.exists()) {
                encoder = file.read(index.generation());
            }
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("generation", index.generation().id())
                    .addKeyValue("reason", e.getMessage())
                    .log("the static encoder's file is of no use: another will be fitted");
        }
    }

    /** Searches use it from now on. Where the disk fails, it serves as long as this process does. */
    synchronized void replace(FittedEncoder next) {
        if (released) {
            return;
        }
        encoder = next;
        try {
            file.write(next);
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("generation", index.generation().id())
                    .addKeyValue("reason", e.toString())
                    .log("the static encoder is not kept: a restart fits another");
        }
    }

    /** Nothing is written any more: the generation's directory may be deleted. */
    synchronized void release() {
        released = true;
    }
}
