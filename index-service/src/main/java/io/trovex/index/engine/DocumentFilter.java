package io.trovex.index.engine;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which documents may be hits: a tree of conditions. */
public sealed interface DocumentFilter {
    /** Every document passes. */
    DocumentFilter NONE = new And(List.of());

    /**
     * The field has any of these values: compared as text, and as numbers where they are.
     *
     * @param field any but the timestamp
     */
    record Term(DocumentField field, List<String> values) implements DocumentFilter {
        public Term {
            values = List.copyOf(values);
        }
    }

    /**
     * A number of the field's lies between, both ends included.
     *
     * @param field of metadata
     */
    record Numbers(DocumentField field, double least, double most) implements DocumentFilter {}

    /**
     * A time of the field's lies between, both ends included, in milliseconds since the epoch.
     *
     * @param field the timestamp, or metadata
     */
    record Times(DocumentField field, long earliest, long latest) implements DocumentFilter {}

    /** The field has a value. */
    record Exists(DocumentField field) implements DocumentFilter {}

    /** The text has these words next to each other, in this order; inflected forms count. */
    record Phrase(TextPart part, String words) implements DocumentFilter {}

    /**
     * The text has a word that begins so.
     *
     * @param letters in lower case
     */
    record Beginning(TextPart part, String letters) implements DocumentFilter {}

    /** All hold; none of them: every document passes. */
    record And(List<DocumentFilter> all) implements DocumentFilter {
        public And {
            all = List.copyOf(all);
        }
    }

    /** At least one holds; none of them: no document passes. */
    record Or(List<DocumentFilter> any) implements DocumentFilter {
        public Or {
            any = List.copyOf(any);
        }
    }

    /** It does not hold. */
    record Not(DocumentFilter filter) implements DocumentFilter {}

    /** What the language of every document that passes is one of; empty where it may be any. */
    static Set<String> languages(DocumentFilter filter) {
        return switch (filter) {
            case Term(var field, var values) when field.kind() == DocumentField.Kind.LANGUAGE -> Set.copyOf(values);
            case And(var all) ->
                all.stream()
                        .map(DocumentFilter::languages)
                        .filter(languages -> !languages.isEmpty())
                        .findFirst()
                        .orElse(Set.of());
            case Or(var any) -> {
                List<Set<String>> each =
                        any.stream().map(DocumentFilter::languages).toList();
                boolean anyLanguage = each.stream().anyMatch(Set::isEmpty);
                yield anyLanguage
                        ? Set.of()
                        : each.stream().flatMap(Set::stream).collect(Collectors.toSet());
            }
            default -> Set.of();
        };
    }
}
