package io.trovex.embedding.model;

import io.trovex.embedding.model.graph.Precision;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a manifest, and says everything that is wrong with it. */
final class Manifest {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final URI NOWHERE = URI.create("object:none");
    private static final int LARGEST_DIMENSION = 4096;
    private static final int MOST_TOKENS = 8192;
    private static final Set<String> FIELDS = Set.of(
            "id",
            "version",
            "licence",
            "kind",
            "precision",
            "pooling",
            "normalisation",
            "files",
            "dimension",
            "max_tokens",
            "prefixes",
            "golden");

    private final JsonNode json;
    private final @Nullable Path folder;
    private final List<String> wrong = new ArrayList<>();

    private Manifest(JsonNode json, @Nullable Path folder) {
        this.json = json;
        this.folder = folder;
    }

    /** What a manifest says, or what is wrong with it. */
    sealed interface Reading {
        record Sound(ModelDescription model) implements Reading {}

        record Faulty(String reason) implements Reading {}
    }

    /** @param folder where relative locations begin; null allows none */
    static Reading read(JsonNode json, @Nullable Path folder) {
        Manifest manifest = new Manifest(json, folder);
        ModelDescription model = manifest.model();
        return manifest.wrong.isEmpty()
                ? new Reading.Sound(model)
                : new Reading.Faulty(String.join("; ", manifest.wrong));
    }

    private ModelDescription model() {
        requireKnownFields();
        return new ModelDescription(
                matching("id", json.path("id"), ID),
                text("version", json.path("version")),
                text("licence", json.path("licence")),
                kind(),
                file("weights"),
                file("tokenizer"),
                number("dimension", LARGEST_DIMENSION),
                number("max_tokens", MOST_TOKENS),
                json.path("prefixes").path("query").asString(""),
                json.path("prefixes").path("passage").asString(""),
                golden());
    }

    private void requireKnownFields() {
        Set<String> unknown = new TreeSet<>(json.propertyNames());
        unknown.removeAll(FIELDS);
        unknown.forEach(name -> wrong.add(name + " is no field of a manifest"));
    }

    private ModelKind kind() {
        String kind = json.path("kind").asString("transformer");
        return switch (kind) {
            case "transformer" -> transformer();
            case "static" -> new ModelKind.StaticTable();
            default -> {
                wrong.add("kind is transformer or static, not " + kind);
                yield new ModelKind.StaticTable();
            }
        };
    }

    private ModelKind transformer() {
        String precision = choice("precision", List.of("published", "full", "int8"), "published");
        String pooling = choice("pooling", List.of("mean", "cls"), null);
        String normalisation = choice("normalisation", List.of("l2", "none"), "l2");
        return new ModelKind.Transformer(
                precision.equals("published") ? null : Precision.valueOf(precision.toUpperCase(Locale.ROOT)),
                Pooling.valueOf(pooling.toUpperCase(Locale.ROOT)),
                normalisation.equals("l2"));
    }

    private ModelFile file(String role) {
        JsonNode file = json.path("files").path(role);
        String name = "files." + role;
        String sha256 = matching(name + ".sha256", file.path("sha256"), HASH);
        return new ModelFile(location(name + ".location", file.path("location"), sha256), sha256);
    }

    private URI location(String name, JsonNode node, String sha256) {
        String location = text(name, node);
        try {
            if (location.startsWith("classpath:/")) {
                return URI.create(location);
            }
            if (location.equals("object") && !sha256.isEmpty()) {
                return URI.create("object:" + sha256);
            }
            if (folder != null && !location.isEmpty() && !location.equals("object") && isInside(location)) {
                return folder.resolve(location).toUri();
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        wrong.add(name + " is classpath:/NAME, object, or a path in the model's folder");
        return NOWHERE;
    }

    /** By its name alone: where a symbolic link leads is for those to say who may write into the folder. */
    private static boolean isInside(String location) {
        Path path = Path.of(location);
        return !path.isAbsolute()
                && StreamSupport.stream(path.spliterator(), false)
                        .noneMatch(name -> name.toString().equals(".."));
    }

    private List<GoldenPair> golden() {
        List<GoldenPair> pairs = new ArrayList<>();
        for (JsonNode pair : json.path("golden")) {
            String name = "golden[" + pairs.size() + "]";
            double cosine = pair.path("cosine").asDouble(Double.NaN);
            if (!(Math.abs(cosine) <= 1)) {
                wrong.add(name + ".cosine is between -1 and 1");
            }
            double tolerance = pair.path("tolerance").asDouble(GoldenPair.DEFAULT_TOLERANCE);
            if (!(tolerance > 0 && tolerance <= 0.2)) {
                wrong.add(name + ".tolerance is above 0 and at most 0.2");
            }
            JsonNode texts = pair.path("texts");
            pairs.add(new GoldenPair(
                    text(name + ".texts[0]", texts.path(0)),
                    text(name + ".texts[1]", texts.path(1)),
                    cosine,
                    vector(name, pair.path("vector")),
                    tolerance));
        }
        if (pairs.isEmpty()) {
            wrong.add("golden has at least one pair of texts with its cosine");
        }
        return List.copyOf(pairs);
    }

    private @Nullable String vector(String name, JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        try {
            if (Base64.getDecoder().decode(node.asString("")).length % Float.BYTES == 0) {
                return node.asString("");
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        wrong.add(name + ".vector is base64 of float32 numbers");
        return null;
    }

    private int number(String name, int most) {
        JsonNode node = json.path(name);
        int value = node.isInt() ? node.intValue() : 0;
        if (value < 1 || value > most) {
            wrong.add(name + " is a number from 1 to " + most);
        }
        return value;
    }

    private String choice(String name, List<String> choices, @Nullable String otherwise) {
        String value = json.path(name).asString(otherwise == null ? "" : otherwise);
        if (choices.contains(value)) {
            return value;
        }
        wrong.add(name + " is " + String.join(" or ", choices));
        return choices.getFirst();
    }

    private String matching(String name, JsonNode node, Pattern form) {
        String value = text(name, node);
        if (!value.isEmpty() && !form.matcher(value).matches()) {
            wrong.add(name + " must look like " + form);
        }
        return value;
    }

    private String text(String name, JsonNode node) {
        String value = node.isString() ? node.stringValue() : "";
        if (value.isBlank()) {
            wrong.add(name + " is missing");
            return "";
        }
        return value;
    }
}
