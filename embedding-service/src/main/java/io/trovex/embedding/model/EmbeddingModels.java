package io.trovex.embedding.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The models that ship with Trovex: each in full precision, fused in int8, and in its makers' int8. */
public final class EmbeddingModels {
    private static final List<ModelDescription> SHIPPED = read("shipped-models.json");

    private EmbeddingModels() {}

    public static List<ModelDescription> catalogue() {
        return SHIPPED;
    }

    /** @throws UnknownModelException if {@code id} is none of theirs */
    public static ModelDescription describe(String id) {
        ModelDescription model = find(id);
        if (model == null) {
            throw new UnknownModelException(
                    id, SHIPPED.stream().map(ModelDescription::id).toList());
        }
        return model;
    }

    /**
     * Loads a model onto the processor; takes up to a second and 100 MB, so open it once and share it.
     *
     * @param graphs keeps what was fused; the first start on an empty one takes a second or two more
     * @throws UnknownModelException as {@link #describe} does
     * @throws ModelRefusedException if it does not compute what it should on this machine
     */
    public static EmbeddingModel open(String id, Path graphs) {
        return new ModelLoading(ModelFiles.local(), graphs, WantedProvider.CPU).load(describe(id));
    }

    static @Nullable ModelDescription find(String id) {
        return SHIPPED.stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    private static List<ModelDescription> read(String resource) {
        try (InputStream json = Objects.requireNonNull(EmbeddingModels.class.getResourceAsStream(resource), resource)) {
            List<ModelDescription> models = new ArrayList<>();
            for (JsonNode manifest : JsonMapper.builder().build().readTree(json)) {
                models.add(
                        switch (Manifest.read(manifest, null)) {
                            case Manifest.Reading.Sound(var model) -> model;
                            case Manifest.Reading.Faulty(var reason) -> throw new IllegalStateException(reason);
                        });
            }
            return List.copyOf(models);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
