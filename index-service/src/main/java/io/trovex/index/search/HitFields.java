package io.trovex.index.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which fields of a hit are shown: {@code doc_id} and {@code score} always, {@code content} only by name. */
public final class HitFields {
    /** All but the content. */
    public static final HitFields ALL = new HitFields(null);

    private static final Set<String> NAMES =
            Set.of("doc_id", "score", "title", "source", "language", "timestamp", "passage", "metadata", "content");
    private static final String METADATA = "metadata.";

    private final @Nullable Set<String> names;

    private HitFields(@Nullable Set<String> names) {
        this.names = names;
    }

    public static HitFields of(List<String> names) {
        return new HitFields(Set.copyOf(names));
    }

    /** Whether a hit has a field, or may have metadata, of that name. */
    public static boolean isKnown(String name) {
        return NAMES.contains(name) || (name.startsWith(METADATA) && name.length() > METADATA.length());
    }

    boolean show(String name) {
        return names == null ? !name.equals("content") : names.contains(name);
    }

    /** Null when none of it is asked for. */
    @Nullable
    Map<String, Object> metadata(Map<String, Object> all) {
        if (show("metadata")) {
            return all;
        }
        Map<String, Object> some = null;
        for (String name : names == null ? Set.<String>of() : names) {
            if (name.startsWith(METADATA)) {
                some = some == null ? new LinkedHashMap<>() : some;
                Object value = all.get(name.substring(METADATA.length()));
                if (value != null) {
                    some.put(name.substring(METADATA.length()), value);
                }
            }
        }
        return some;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HitFields same && (names == null ? same.names == null : names.equals(same.names));
    }

    @Override
    public int hashCode() {
        return names == null ? 0 : names.hashCode();
    }
}
