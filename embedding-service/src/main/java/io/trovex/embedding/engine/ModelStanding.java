package io.trovex.embedding.engine;

import io.trovex.embedding.model.ExecutionProvider;
import io.trovex.embedding.model.KnownModel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a known model stands.
 *
 * @param users engines that are open on it
 * @param bytes memory that it is reckoned to take while loaded, otherwise 0
 * @param provider what it runs on while it is loaded; null for a static model
 * @param reason why it was refused when it was loaded last; null in any other state
 */
public record ModelStanding(
        KnownModel model,
        State state,
        int users,
        long bytes,
        @Nullable ExecutionProvider provider,
        @Nullable String reason) {

    /** @param refusal null for one that was not refused */
    static ModelStanding unloaded(KnownModel model, @Nullable String refusal) {
        return new ModelStanding(model, refusal == null ? State.AVAILABLE : State.REFUSED, 0, 0, null, refusal);
    }

    /** Whether a model can embed. */
    public enum State {
        /** Not loaded; the first who needs it loads it. */
        AVAILABLE,
        LOADING,
        LOADED,
        /** It failed its checks and never serves. */
        REFUSED;

        /** As it is written outside. */
        public String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
