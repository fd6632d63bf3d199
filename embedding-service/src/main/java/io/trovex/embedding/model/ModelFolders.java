package io.trovex.embedding.model;

import io.trovex.embedding.model.KnownModel.Described;
import io.trovex.embedding.model.KnownModel.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A directory with a folder for each model, {@code model.json} in it. Looks again each time it is asked. Thread-safe. */
final class ModelFolders {
    static final String MANIFEST = "model.json";

    private static final Logger LOG = LoggerFactory.getLogger(ModelFolders.class);

    private final Path directory;
    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<Path, Seen> seen = new HashMap<>();

    ModelFolders(Path directory) {
        this.directory = directory;
    }

    private record Seen(FileTime changed, long size, KnownModel model) {}

    /**
     * By the folders' names.
     *
     * @param taken ids of other models; grows by those found here
     */
    synchronized List<KnownModel> models(Set<String> taken) {
        List<KnownModel> models = new ArrayList<>();
        for (Path manifest : manifests()) {
            KnownModel model = model(manifest);
            models.add(
                    taken.add(model.id())
                            ? model
                            : new Unreadable(folder(manifest), "another model has the id " + model.id()));
        }
        return models;
    }

    private KnownModel model(Path manifest) {
        String folder = folder(manifest);
        try {
            BasicFileAttributes file = Files.readAttributes(manifest, BasicFileAttributes.class);
            Seen before = seen.get(manifest);
            if (before == null
                    || before.size() != file.size()
                    || !before.changed().equals(file.lastModifiedTime())) {
                before = new Seen(file.lastModifiedTime(), file.size(), read(manifest, folder));
                seen.put(manifest, before);
            }
            return before.model();
        } catch (IOException e) {
            return new Unreadable(folder, MANIFEST + " cannot be read: " + e.getMessage());
        }
    }

    private KnownModel read(Path manifest, String folder) throws IOException {
        try {
            return switch (Manifest.read(json.readTree(Files.readAllBytes(manifest)), manifest.getParent())) {
                case Manifest.Reading.Sound(var model) -> new Described(model);
                case Manifest.Reading.Faulty(var reason) -> new Unreadable(folder, reason);
            };
        } catch (JacksonException e) {
            return new Unreadable(folder, MANIFEST + " is no JSON: " + e.getOriginalMessage());
        }
    }

    private static String folder(Path manifest) {
        return String.valueOf(manifest.getName(manifest.getNameCount() - 2));
    }

    private List<Path> manifests() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(directory)) {
            return folders.map(folder -> folder.resolve(MANIFEST))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("directory", directory)
                    .addKeyValue("reason", e)
                    .log("the models' directory cannot be listed");
            return List.of();
        }
    }
}
