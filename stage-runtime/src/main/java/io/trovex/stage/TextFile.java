package io.trovex.stage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A text that is kept in a file of its own beside the class that needs it. */
public final class TextFile {
    private TextFile() {}

    /**
     * @param name of a UTF-8 file in the package of the class
     * @throws NullPointerException if there is none
     */
    public static String beside(Class<?> owner, String name) {
        try (InputStream file = Objects.requireNonNull(owner.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
