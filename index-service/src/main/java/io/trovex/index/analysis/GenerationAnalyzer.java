package io.trovex.index.analysis;

import io.trovex.contracts.Generation;
import io.trovex.contracts.GenerationSpec;
import org.jspecify.annotations.Nullable;

/** By what a generation chooses the language that a document is read in. */
public enum GenerationAnalyzer {
    /** Every document as English, whatever it is. */
    ENGLISH {
        @Override
        public Language language(@Nullable String code) {
            return Language.ENGLISH;
        }
    },
    /** Each document in its own. */
    BY_LANGUAGE {
        @Override
        public Language language(@Nullable String code) {
            return Language.of(code);
        }
    };

    /** @throws IllegalArgumentException if there is no such analyzer */
    public static GenerationAnalyzer of(Generation generation) {
        return switch (generation.analyzer()) {
            case GenerationSpec.ENGLISH -> ENGLISH;
            case GenerationSpec.BY_LANGUAGE -> BY_LANGUAGE;
            default -> throw new IllegalArgumentException("there is no analyzer " + generation.analyzer());
        };
    }

    /** @param code of the document's language, as it was told or detected */
    public abstract Language language(@Nullable String code);
}
