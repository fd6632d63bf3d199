package io.trovex.cli;

import io.trovex.embedding.model.EmbeddingModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The folder of a model that is to be made; deleted again unless {@link #keep() kept}. For one thread. */
final class NewModelFolder implements AutoCloseable {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");

    private final Path path;
    private boolean kept;

    private NewModelFolder(Path path) {
        this.path = path;
    }

    /** @throws ParameterException if the id is no id, or another model's */
    static NewModelFolder in(Path models, String id, CommandLine command) {
        boolean ships = EmbeddingModels.catalogue().stream()
                .anyMatch(model -> model.id().equals(id));
        if (ships || !ID.matcher(id).matches()) {
            throw new ParameterException(command, ships ? id + " is a model that ships" : "--id must look like " + ID);
        }
        Path path = models.resolve(id);
        if (Files.exists(path)) {
            throw new ParameterException(command, "there is a model in " + path + " already");
        }
        return new NewModelFolder(path);
    }

    Path path() {
        return path;
    }

    void keep() {
        kept = true;
    }

    @Override
    public void close() throws IOException {
        if (kept || !Files.isDirectory(path)) {
            return;
        }
        try (Stream<Path> listed = Files.list(path)) {
            List<Path> files = listed.toList();
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(path);
    }
}
