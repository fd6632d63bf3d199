package io.trovex.index.search.web;

import io.trovex.contracts.Violation;
import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.DocumentField.Kind;
import io.trovex.index.engine.SortOrder;
import io.trovex.index.search.HitFields;
import io.trovex.index.search.HitOptions;
import io.trovex.index.search.HitOptions.FacetRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges how a question wants its hits; what is wrong becomes violations, and the options are of use only without. */
final class OptionRules {
    private static final int MOST_FACETS = 20;
    private static final int MOST_VALUES = 1_000;
    private static final int DEFAULT_VALUES = 10;
    private static final int MOST_FIELDS = 100;
    private static final int MOST_TOKENS = 100_000;
    private static final int LARGEST_OFFSET = 1_000;

    private final SearchQuestion question;
    private final List<Violation> violations;

    OptionRules(SearchQuestion question, List<Violation> violations) {
        this.question = question;
        this.violations = violations;
    }

    HitOptions options() {
        return new HitOptions(
                minScore(), sort(), facets(), groupBy(), fields(), question.cursor() != null, offset(), maxTokens());
    }

    private @Nullable Double minScore() {
        Double least = question.minScore();
        if (least != null && !Double.isFinite(least)) {
            refuse("min_score", "not_a_number", "a finite number");
        }
        return least;
    }

    private @Nullable SortOrder sort() {
        return switch (question.sort()) {
            case null -> null;
            case String text -> {
                int colon = text.lastIndexOf(':');
                yield colon < 0 ? sort(text, null) : sort(text.substring(0, colon), text.substring(colon + 1));
            }
            case Map<?, ?> object
            when object.get("field") instanceof String field
                    && (object.size() == 1 || (object.size() == 2 && object.get("order") instanceof String)) ->
                sort(field, (String) object.get("order"));
            default -> {
                refuse("sort", "wrong_type", "a field like \"timestamp:desc\", or {\"field\": …, \"order\": …}");
                yield null;
            }
        };
    }

    private @Nullable SortOrder sort(String name, @Nullable String order) {
        if (order != null && !Set.of("asc", "desc").contains(order)) {
            refuse("sort", "unknown_order", "'%s' is neither asc nor desc".formatted(order));
            return null;
        }
        if (name.equals("score")) {
            if ("asc".equals(order)) {
                refuse("sort", "unknown_order", "the best score comes first");
            }
            return null;
        }
        Optional<DocumentField> field = DocumentField.named(name);
        if (field.isEmpty()) {
            refuse(
                    "sort",
                    "unknown_field",
                    "'%s' is none of score, timestamp, source, language, doc_id, metadata.KEY".formatted(name));
            return null;
        }
        return new SortOrder(field.get(), "desc".equals(order));
    }

    private List<FacetRequest> facets() {
        List<@Nullable Object> asked = question.facets() == null ? List.of() : question.facets();
        if (asked.size() > MOST_FACETS) {
            refuse("facets", "too_many", "at most %d, not %d".formatted(MOST_FACETS, asked.size()));
            return List.of();
        }
        List<FacetRequest> facets = new ArrayList<>();
        Set<DocumentField> seen = new HashSet<>();
        for (int i = 0; i < asked.size(); i++) {
            String path = "facets[" + i + "]";
            FacetRequest facet = facet(path, asked.get(i));
            if (facet != null && !seen.add(facet.field())) {
                refuse(
                        path,
                        "repeated",
                        "'%s' is asked for already".formatted(facet.field().wireName()));
            }
            if (facet != null) {
                facets.add(facet);
            }
        }
        return facets;
    }

    private @Nullable FacetRequest facet(String path, @Nullable Object asked) {
        return switch (asked) {
            case String text -> {
                int colon = text.lastIndexOf(':');
                yield colon < 0
                        ? facet(path, text, DEFAULT_VALUES)
                        : facet(path, text.substring(0, colon), whole(text.substring(colon + 1)));
            }
            case Map<?, ?> object
            when object.get("field") instanceof String field
                    && (object.size() == 1 || (object.size() == 2 && object.get("size") instanceof Integer)) ->
                facet(path, field, object.get("size") instanceof Integer size ? size : DEFAULT_VALUES);
            case null, default -> {
                refuse(path, "wrong_type", "a field like \"source\", or {\"field\": …, \"size\": …}");
                yield null;
            }
        };
    }

    private @Nullable FacetRequest facet(String path, String name, int size) {
        Optional<DocumentField> field = divisible(name);
        if (field.isEmpty()) {
            refuse(path, "unknown_field", "'%s' is none of source, language, metadata.KEY".formatted(name));
            return null;
        }
        if (size < 1 || size > MOST_VALUES) {
            refuse(path, "out_of_range", "a size between 1 and %d".formatted(MOST_VALUES));
            return null;
        }
        return new FacetRequest(field.get(), size);
    }

    /** Zero, which is out of range, for what is no number. */
    private static int whole(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private @Nullable DocumentField groupBy() {
        String by = question.groupBy();
        if (by == null) {
            return null;
        }
        Optional<DocumentField> field = divisible(by);
        if (field.isEmpty()) {
            refuse("group_by", "unknown_field", "'%s' is none of source, language, metadata.KEY".formatted(by));
        }
        return field.orElse(null);
    }

    private int offset() {
        int offset = question.offset() == null ? 0 : question.offset();
        if (offset < 0 || offset > LARGEST_OFFSET) {
            refuse(
                    "offset",
                    "out_of_range",
                    "between 0 and %d, not %d; a cursor leads further".formatted(LARGEST_OFFSET, offset));
            return 0;
        }
        if (question.offset() != null && question.cursor() != null) {
            refuse("offset", "not_with_cursor", "pages follow one another");
        }
        return offset;
    }

    /** By whose values documents can be counted and grouped. */
    private static Optional<DocumentField> divisible(String name) {
        return DocumentField.named(name).filter(named -> named.kind() != Kind.TIMESTAMP && named.kind() != Kind.DOC_ID);
    }

    private @Nullable Integer maxTokens() {
        Integer tokens = question.maxTokens();
        if (tokens != null && (tokens < 1 || tokens > MOST_TOKENS)) {
            refuse("max_tokens", "out_of_range", "between 1 and %d, not %d".formatted(MOST_TOKENS, tokens));
        }
        if (tokens != null && question.cursor() != null) {
            refuse("max_tokens", "not_with_cursor", "passages are listed once and have no pages");
        }
        return tokens;
    }

    private HitFields fields() {
        List<@Nullable String> names = question.fields();
        if (names == null) {
            return HitFields.ALL;
        }
        if (names.size() > MOST_FIELDS) {
            refuse("fields", "too_many", "at most %d, not %d".formatted(MOST_FIELDS, names.size()));
            return HitFields.ALL;
        }
        List<String> known = new ArrayList<>();
        for (String name : names) {
            if (name == null || !HitFields.isKnown(name)) {
                refuse(
                        "fields",
                        "unknown_field",
                        "'%s' is none of title, source, language, timestamp, passage, content, metadata, metadata.KEY"
                                .formatted(name));
            } else {
                known.add(name);
            }
        }
        return HitFields.of(known);
    }

    private void refuse(String field, String code, String detail) {
        violations.add(new Violation(field, code, detail));
    }
}
