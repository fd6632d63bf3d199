package io.trovex.ingest.deadletter.web;

import io.trovex.contracts.Violation;
import io.trovex.ingest.deadletter.LetterFilter;
import io.trovex.ingest.deadletter.LetterState;
import io.trovex.stage.web.ProblemException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a client's filter; reports every violation, not only the first. */
final class LetterQuery {
    private static final Pattern AGE = Pattern.compile("(\\d{1,6})([smhd])");

    private final Instant now;
    private final List<Violation> violations = new ArrayList<>();

    LetterQuery(Instant now) {
        this.now = now;
    }

    /**
     * @param olderThan an age such as {@code 90m} or {@code 7d}, or an RFC 3339 instant
     * @param states names separated by commas
     */
    LetterFilter filter(
            @Nullable String stage,
            @Nullable String topic,
            @Nullable String fingerprint,
            @Nullable String docId,
            @Nullable String olderThan,
            @Nullable String newerThan,
            @Nullable String states) {
        return new LetterFilter(
                stage,
                topic,
                fingerprint,
                docId,
                time("older_than", olderThan),
                time("newer_than", newerThan),
                states(states));
    }

    void refuse(String field, String code, String detail) {
        violations.add(new Violation(field, code, detail));
    }

    /** @throws ProblemException 422 with every violation */
    void check() {
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
    }

    /** {@code text} as an instant; an age counts from now. */
    @Nullable
    Instant time(String field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher age = AGE.matcher(text);
        if (age.matches()) {
            return now.minus(length(Long.parseLong(age.group(1)), age.group(2)));
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            refuse(field, "malformed", field + " must look like 90m, 24h or 7d, or be an RFC 3339 instant");
            return null;
        }
    }

    private static Duration length(long amount, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private Set<LetterState> states(@Nullable String names) {
        Set<LetterState> states = EnumSet.noneOf(LetterState.class);
        if (names == null || names.isBlank()) {
            return states;
        }
        for (String name : names.split(",", -1)) {
            Arrays.stream(LetterState.values())
                    .filter(state -> name(state).equals(name.strip()))
                    .findFirst()
                    .ifPresentOrElse(
                            states::add,
                            () -> refuse(
                                    "state",
                                    "unknown_value",
                                    "state must be of "
                                            + Arrays.stream(LetterState.values())
                                                    .map(LetterQuery::name)
                                                    .collect(Collectors.joining(", "))));
        }
        return states;
    }

    private static String name(LetterState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
