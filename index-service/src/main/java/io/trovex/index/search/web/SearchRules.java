package io.trovex.index.search.web;

import io.trovex.contracts.Violation;
import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.filter.FilterTree;
import io.trovex.index.filter.Instants;
import io.trovex.index.search.Fusion;
import io.trovex.index.search.SearchMode;
import io.trovex.index.search.SearchRequest;
import io.trovex.stage.web.ProblemException;
import io.trovex.stage.web.UnknownFields;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges one question: a request to the index, or every reason why not. */
final class SearchRules {
    static final int LARGEST_SIZE = 1_000;
    static final int DEFAULT_SIZE = 10;
    private static final int LONGEST_TEXT = 4_096;

    private final SearchQuestion question;
    private final List<Violation> violations = new ArrayList<>();

    private SearchRules(SearchQuestion question) {
        this.question = question;
    }

    /** @throws ProblemException with every violation */
    static SearchRequest request(SearchQuestion question) {
        return new SearchRules(question).request();
    }

    /** @throws ProblemException if it is out of range */
    static int size(SearchQuestion question) {
        SearchRules rules = new SearchRules(question);
        int size = rules.size();
        if (!rules.violations.isEmpty()) {
            throw ProblemException.invalid(rules.violations);
        }
        return size;
    }

    private SearchRequest request() {
        SearchRequest request = new SearchRequest(
                text(),
                choice("mode", question.mode(), SearchMode.HYBRID),
                size(),
                filter(),
                choice("fusion", question.fusion(), Fusion.WEIGHTED),
                Boolean.TRUE.equals(question.explain()),
                new OptionRules(question, violations).options(),
                moreLike());
        violations.addAll(UnknownFields.of("", question.unknown()));
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        return request;
    }

    private String text() {
        if (question.q() != null) {
            refuse("q", "repeated", "is query, and both are given");
        }
        String text = question.query();
        if (text == null || text.isBlank()) {
            if (question.moreLike() == null) {
                refuse("query", "blank", "a search needs words to search for");
            }
            return "";
        }
        if (text.length() > LONGEST_TEXT) {
            refuse("query", "too_long", "at most %d characters, not %d".formatted(LONGEST_TEXT, text.length()));
        }
        return text;
    }

    private @Nullable String moreLike() {
        String docId = question.moreLike();
        if (docId != null && docId.isBlank()) {
            refuse("more_like", "blank", "the id of a document");
        }
        return docId;
    }

    private int size() {
        int size = question.size() == null ? DEFAULT_SIZE : question.size();
        if (size < 1 || size > LARGEST_SIZE) {
            refuse("size", "out_of_range", "between 1 and %d, not %d".formatted(LARGEST_SIZE, size));
        }
        return size;
    }

    private DocumentFilter filter() {
        Instant from = instant("from", question.from());
        Instant to = instant("to", question.to());
        if (from != null && to != null && to.isBefore(from)) {
            refuse("to", "out_of_range", "is before from");
        }
        List<DocumentFilter> conditions = new ArrayList<>();
        if (question.source() != null && !question.source().isEmpty()) {
            conditions.add(new DocumentFilter.Term(DocumentField.SOURCE, sources(question.source())));
        }
        if (question.language() != null) {
            conditions.add(new DocumentFilter.Term(DocumentField.LANGUAGE, List.of(question.language())));
        }
        if (from != null || to != null) {
            conditions.add(new DocumentFilter.Times(
                    DocumentField.TIMESTAMP, millis(from, Long.MIN_VALUE), millis(to, Long.MAX_VALUE)));
        }
        if (question.metadata() != null) {
            conditions.addAll(metadata(question.metadata()));
        }
        if (question.filter() != null) {
            conditions.add(new FilterTree(violations).filter(question.filter()));
        }
        return switch (conditions.size()) {
            case 0 -> DocumentFilter.NONE;
            case 1 -> conditions.getFirst();
            default -> new DocumentFilter.And(conditions);
        };
    }

    /** An instant too far away to count is as far as can be counted. */
    private static long millis(@Nullable Instant instant, long otherwise) {
        return instant == null ? otherwise : Instants.millis(instant);
    }

    private List<String> sources(List<@Nullable String> names) {
        List<String> sources = names.stream().flatMap(Stream::ofNullable).toList();
        if (sources.size() < names.size()) {
            refuse("source", "wrong_type", "a name, or a list of names");
        } else if (names.size() > FilterTree.MOST_VALUES) {
            refuse("source", "too_many", "at most %d, not %d".formatted(FilterTree.MOST_VALUES, names.size()));
        }
        return sources;
    }

    private List<DocumentFilter> metadata(Map<String, @Nullable Object> asked) {
        List<DocumentFilter> conditions = new ArrayList<>();
        int values = 0;
        for (Map.Entry<String, @Nullable Object> each : asked.entrySet()) {
            List<String> alternatives = alternatives(each.getKey(), each.getValue());
            values += alternatives.size();
            conditions.add(new DocumentFilter.Term(DocumentField.metadata(each.getKey()), alternatives));
        }
        if (asked.size() > FilterTree.MOST_CONDITIONS) {
            refuse(
                    "metadata",
                    "too_many",
                    "at most %d keys, not %d".formatted(FilterTree.MOST_CONDITIONS, asked.size()));
        } else if (values > FilterTree.MOST_VALUES) {
            refuse("metadata", "too_many", "at most %d values, not %d".formatted(FilterTree.MOST_VALUES, values));
        }
        return conditions;
    }

    private List<String> alternatives(String key, @Nullable Object value) {
        List<?> values = value instanceof List<?> list ? list : Arrays.asList(value);
        if (values.isEmpty() || values.stream().anyMatch(one -> !isScalar(one))) {
            refuse("metadata." + key, "wrong_type", "a string, number or boolean, or a list of them");
            return List.of();
        }
        return values.stream().map(String::valueOf).toList();
    }

    private static boolean isScalar(@Nullable Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    private @Nullable Instant instant(String field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException _) {
            refuse(field, "bad_instant", "'%s' is no RFC 3339 date-time like 2026-01-31T12:00:00Z".formatted(text));
            return null;
        }
    }

    private <C extends Enum<C>> C choice(String field, @Nullable String name, C otherwise) {
        if (name == null) {
            return otherwise;
        }
        C[] choices = otherwise.getDeclaringClass().getEnumConstants();
        for (C choice : choices) {
            if (wireName(choice).equals(name)) {
                return choice;
            }
        }
        String known = Arrays.stream(choices).map(SearchRules::wireName).collect(Collectors.joining(", "));
        refuse(field, "unknown_" + field, "'%s' is none of %s".formatted(name, known));
        return otherwise;
    }

    static String wireName(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    private void refuse(String field, String code, String detail) {
        violations.add(new Violation(field, code, detail));
    }
}
