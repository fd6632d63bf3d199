package io.trovex.stage.web;

import io.trovex.contracts.Violation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request says that nobody would hear. */
public final class UnknownFields {
    private UnknownFields() {}

    /**
     * @param path of the object that has them, with a dot at its end; empty for the request itself
     * @param unknown what its any-setter took
     */
    public static List<Violation> of(String path, @Nullable Map<String, ?> unknown) {
        return unknown == null
                ? List.of()
                : unknown.keySet().stream()
                        .map(name -> new Violation(path + name, "unknown_field", "there is no such field"))
                        .toList();
    }
}
