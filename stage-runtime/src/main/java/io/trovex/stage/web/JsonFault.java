package io.trovex.stage.web;

import io.trovex.contracts.Violation;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;

/** Says what is wrong with a JSON body, so that its sender can mend it. */
public final class JsonFault {
    static final String UNREADABLE = "The request body cannot be read.";

    private JsonFault() {}

    /** 400 for what is no JSON or breaks off, else 422 that names the field. */
    public static ProblemException of(JacksonException failure) {
        String said = failure.getOriginalMessage();
        return switch (failure) {
            case StreamConstraintsException _ -> ProblemException.invalid("", "limit_exceeded", said);
            case InputCoercionException _ -> wrongType(failure, said);
            case StreamReadException _ -> ProblemException.of(HttpStatus.BAD_REQUEST, "malformed_json", said);
            case DatabindException _ -> wrongType(failure, said);
            default -> ProblemException.of(HttpStatus.BAD_REQUEST, "unreadable_body", UNREADABLE);
        };
    }

    private static ProblemException wrongType(JacksonException failure, String said) {
        return ProblemException.invalid(List.of(new Violation(field(failure), "wrong_type", said)));
    }

    private static String field(JacksonException e) {
        return e.getPath().stream()
                .map(at -> at.getPropertyName() == null ? "[" + at.getIndex() + "]" : at.getPropertyName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }
}
