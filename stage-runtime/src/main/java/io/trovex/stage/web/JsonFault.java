package io.trovex.stage.web;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.util.ClassUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Says what is wrong with a JSON body, so that its sender can mend it: in words of JSON, never of what reads it here. */
public final class JsonFault {
    static final String UNREADABLE = "The request body cannot be read.";

    /** Where Jackson has a limit from. */
    private static final Pattern SETTING = Pattern.compile(", from `[^`]*`");

    private static final Map<Class<?>, String> WANTED = Map.of(
            String.class, "a string",
            Boolean.class, "true or false",
            Integer.class, "a whole number",
            Long.class, "a whole number",
            Double.class, "a number",
            Instant.class, "an RFC 3339 date-time like 2026-01-31T12:00:00Z");

    private JsonFault() {}

    /** 400 for what is no JSON or breaks off, else 422 that names the field. */
    public static ProblemException of(JacksonException failure) {
        return switch (failure) {
            case StreamConstraintsException _ ->
                ProblemException.invalid(
                        "",
                        "limit_exceeded",
                        SETTING.matcher(failure.getOriginalMessage()).replaceAll(""));
            case InputCoercionException _ -> wrongType(failure, "the number is out of range");
            case StreamReadException _ ->
                ProblemException.of(
                        HttpStatus.BAD_REQUEST,
                        "malformed_json",
                        "%s near line %d, column %d"
                                .formatted(
                                        isDuplicate(failure) ? "a field stands twice" : "the body is no JSON",
                                        failure.getLocation().getLineNr(),
                                        failure.getLocation().getColumnNr()));
            case MismatchedInputException mismatch -> wrongType(failure, wanted(mismatch.getTargetType()));
            case DatabindException _ -> wrongType(failure, "not valid here");
            default -> ProblemException.of(HttpStatus.BAD_REQUEST, "unreadable_body", UNREADABLE);
        };
    }

    private static boolean isDuplicate(JacksonException failure) {
        return failure.getOriginalMessage().startsWith("Duplicate Object property");
    }

    private static ProblemException wrongType(JacksonException failure, String detail) {
        String field = field(failure);
        return ProblemException.invalid(
                field, "wrong_type", field.isEmpty() ? "the body is one object, and nothing behind it" : detail);
    }

    private static String wanted(@Nullable Class<?> type) {
        if (type == null) {
            return "not valid here";
        }
        String otherwise = Collection.class.isAssignableFrom(type) ? "a list" : "an object";
        return WANTED.getOrDefault(ClassUtils.resolvePrimitiveIfNecessary(type), otherwise);
    }

    private static String field(JacksonException e) {
        return e.getPath().stream()
                .map(at -> at.getPropertyName() == null ? "[" + at.getIndex() + "]" : at.getPropertyName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }
}
