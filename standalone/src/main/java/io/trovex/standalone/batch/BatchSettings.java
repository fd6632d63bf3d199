package io.trovex.standalone.batch;

import io.trovex.contracts.GenerationSpec;
import io.trovex.index.lucene.IndexSettings;
import io.trovex.index.search.SearchSettings;

/**
 * What a run may do otherwise than the services by default.
 *
 * @param model id of the embedding model
 * @param analyzer {@code by-language} or {@code english}
 * @param search how searches rank
 */
public record BatchSettings(String model, String analyzer, IndexSettings index, SearchSettings search) {
    public static BatchSettings of(String model) {
        return new BatchSettings(model, GenerationSpec.BY_LANGUAGE, IndexSettings.DEFAULTS, SearchSettings.DEFAULTS);
    }
}
