package io.trovex.embedding.web;

import io.trovex.contracts.Violation;
import io.trovex.embedding.model.EmbeddingModel;
import io.trovex.embedding.model.ModelDescription;
import io.trovex.embedding.model.TextRole;
import io.trovex.stage.web.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Decides whether a request can be served; reports every violation, not only the first. */
final class EmbeddingsRules {
    static final int MOST_INPUTS = 2048;

    private final EmbeddingModel model;

    EmbeddingsRules(EmbeddingModel model) {
        this.model = model;
    }

    /** @throws ProblemException 422 with all violations */
    EmbeddingsOrder judge(EmbeddingsRequest request) {
        ModelDescription served = model.description();
        List<Violation> violations = new ArrayList<>();
        EncodingFormat format = choice(
                "encoding_format", request.encodingFormat(), EncodingFormat.FLOAT, EncodingFormat.class, violations);
        TextRole role = choice("input_type", request.inputType(), TextRole.PASSAGE, TextRole.class, violations);
        if (request.dimensions() != null && request.dimensions() != served.dimension()) {
            violations.add(new Violation(
                    "dimensions",
                    "unsupported_dimensions",
                    served.id() + " makes vectors of " + served.dimension() + ", not of " + request.dimensions()));
        }
        List<String> texts = new ArrayList<>();
        int tokens = 0;
        for (String text : texts(request.input(), violations)) {
            String fitting = Boolean.TRUE.equals(request.truncate()) ? model.fit(role, text) : text;
            int count = model.countTokens(served.prefixed(role, fitting));
            if (count > served.maxTokens()) {
                violations.add(new Violation(
                        "input[" + texts.size() + "]",
                        "context_length_exceeded",
                        "the text has " + count + " tokens, " + served.id() + " takes " + served.maxTokens()
                                + "; send truncate=true to have it cut"));
            }
            texts.add(fitting);
            tokens += count;
        }
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        return new EmbeddingsOrder(texts, role, format, tokens);
    }

    private static List<String> texts(@Nullable JsonNode input, List<Violation> violations) {
        List<JsonNode> nodes = input == null
                ? List.of()
                : input.isArray() ? input.valueStream().toList() : List.of(input);
        if (nodes.isEmpty()) {
            violations.add(new Violation("input", "empty_input", "there is nothing to embed"));
        }
        if (nodes.size() > MOST_INPUTS) {
            violations.add(new Violation(
                    "input", "too_many_inputs", "at most " + MOST_INPUTS + " texts a request, not " + nodes.size()));
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            JsonNode node = nodes.get(i);
            String text = node.isString() ? node.stringValue() : "";
            if (!node.isString()) {
                violations.add(new Violation(
                        "input[" + i + "]", "wrong_type", "an input is a text; token ids are not accepted"));
            } else if (text.isBlank()) {
                violations.add(new Violation("input[" + i + "]", "empty_input", "the text is blank"));
            }
            texts.add(text);
        }
        return texts;
    }

    private static <C extends Enum<C>> C choice(
            String field, @Nullable String value, C otherwise, Class<C> choices, List<Violation> violations) {
        if (value == null) {
            return otherwise;
        }
        for (C choice : choices.getEnumConstants()) {
            if (name(choice).equals(value)) {
                return choice;
            }
        }
        String known = Arrays.stream(choices.getEnumConstants())
                .map(EmbeddingsRules::name)
                .collect(Collectors.joining(" or "));
        violations.add(new Violation(field, "unknown_value", "expected " + known + ", not '" + value + "'"));
        return otherwise;
    }

    private static String name(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
