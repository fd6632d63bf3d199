package io.trovex.embedding.engine;

import io.trovex.contracts.Vector;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Several keepers of vectors as one: each is asked only for what those before it do not have.
 *
 * @param tiers the nearest first
 */
public record TieredVectors(List<SharedVectors> tiers) implements SharedVectors {

    @Override
    public Map<ContentKey, Vector> find(Collection<ContentKey> keys, int dimension) {
        Map<ContentKey, Vector> found = new HashMap<>();
        for (SharedVectors tier : tiers) {
            List<ContentKey> missing =
                    keys.stream().filter(key -> !found.containsKey(key)).toList();
            if (!missing.isEmpty()) {
                found.putAll(tier.find(missing, dimension));
            }
        }
        return found;
    }

    @Override
    public void keep(ContentKey key, Vector vector) {
        tiers.forEach(tier -> tier.keep(key, vector));
    }

    @Override
    public void close() {
        tiers.forEach(SharedVectors::close);
    }
}
