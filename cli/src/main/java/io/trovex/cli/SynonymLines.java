package io.trovex.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Synonyms as lines of text: {@code a, b} find each other, of {@code a => b} only the first finds the second. */
final class SynonymLines {
    private static final String ARROW = "=>";

    private SynonymLines() {}

    /** @param to null where the words find each other */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Rule(
            @JsonProperty("words") List<String> words,
            @JsonProperty("to") @Nullable List<String> to) {}

    /** Passes over empty lines and those that begin with {@code #}. */
    static List<Rule> rules(List<String> lines) {
        return lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(SynonymLines::rule)
                .toList();
    }

    static String line(JsonNode rule) {
        return rule.has("to")
                ? words(rule.path("words")) + " " + ARROW + " " + words(rule.path("to"))
                : words(rule.path("words"));
    }

    private static Rule rule(String line) {
        int arrow = line.indexOf(ARROW);
        return arrow < 0
                ? new Rule(words(line), null)
                : new Rule(words(line.substring(0, arrow)), words(line.substring(arrow + ARROW.length())));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    private static String words(JsonNode words) {
        return words.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
    }
}
