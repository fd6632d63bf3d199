package io.trovex.index.search;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the vector of a query by the best encoder that answers. Never fails. Thread-safe. */
final class QueryVectors {
    private static final Logger LOG = LoggerFactory.getLogger(QueryVectors.class);

    private final QueryEmbedder model;
    private final @Nullable QueryEmbedder staticEncoder;
    private final int dimension;

    /** @param staticEncoder of the same space, for when the model has no answer; needs nothing that another process does */
    QueryVectors(QueryEmbedder model, @Nullable QueryEmbedder staticEncoder, int dimension) {
        this.model = model;
        this.staticEncoder = staticEncoder;
        this.dimension = dimension;
    }

    QueryVectors uncached() {
        return new QueryVectors(model.uncached(), staticEncoder, dimension);
    }

    QueryVector of(String query) {
        try {
            return new QueryVector(checked(model.embed(query)), null);
        } catch (QueryEmbedderUnavailableException e) {
            return withoutModel(query, e.reason());
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("the query embedder failed in a way of its own");
            return withoutModel(query, DegradedReason.EMBEDDER_UNAVAILABLE);
        }
    }

    private QueryVector withoutModel(String query, DegradedReason reason) {
        if (staticEncoder != null) {
            try {
                return new QueryVector(
                        checked(staticEncoder.embed(query)), new Degradation(reason, Fallback.STATIC_ENCODER));
            } catch (QueryEmbedderUnavailableException e) {
                LOG.atDebug().addKeyValue("reason", e.getMessage()).log("the words are left");
            } catch (RuntimeException e) {
                LOG.atWarn().setCause(e).log("the static encoder failed: the words are left");
            }
        }
        return new QueryVector(null, new Degradation(reason, Fallback.KEYWORDS));
    }

    private float[] checked(float[] vector) {
        if (vector.length != dimension) {
            throw new QueryEmbedderUnavailableException(
                    DegradedReason.EMBEDDER_MISMATCH,
                    "a vector of %d dimensions is none of %d".formatted(vector.length, dimension),
                    null);
        }
        for (float component : vector) {
            if (!Float.isFinite(component)) {
                throw new QueryEmbedderUnavailableException(
                        DegradedReason.EMBEDDER_UNAVAILABLE, "a vector of which a component is no number", null);
            }
        }
        return vector;
    }
}
