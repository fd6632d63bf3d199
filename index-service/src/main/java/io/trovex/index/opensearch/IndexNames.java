package io.trovex.index.opensearch;

import io.trovex.contracts.Generation;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What an index is called: letters are small in OpenSearch, so an id with others gets its hash appended.
 *
 * @param alias by which people find it
 * @param index behind it; changes with the schema
 */
record IndexNames(String alias, String index) {
    static IndexNames of(String prefix, Generation generation) {
        String small = generation.id().toLowerCase(Locale.ROOT);
        String alias = prefix + "-" + small;
        if (!small.equals(generation.id())) {
            alias += "-" + HexFormat.of().toHexDigits(generation.id().hashCode());
        }
        return new IndexNames(alias, alias + "." + StoredFields.SCHEMA);
    }
}
