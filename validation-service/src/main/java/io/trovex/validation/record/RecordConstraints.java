package io.trovex.validation.record;

import io.trovex.contracts.ContentRef;
import io.trovex.contracts.DocumentSubmitted;
import io.trovex.contracts.Operation;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.validation.groups.Default;
import java.lang.annotation.Annotation;
import java.util.Locale;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.HibernateValidatorConfiguration;
import org.hibernate.validator.cfg.ConstraintMapping;
import org.hibernate.validator.cfg.defs.MaxDef;
import org.hibernate.validator.cfg.defs.MinDef;
import org.hibernate.validator.cfg.defs.NotBlankDef;
import org.hibernate.validator.cfg.defs.NotNullDef;
import org.hibernate.validator.cfg.defs.PatternDef;
import org.hibernate.validator.cfg.defs.SizeDef;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;

/** Bean Validation of the record: presence, lengths, ranges and patterns. The contract itself carries no constraints. */
final class RecordConstraints {
    /** As the schema has it. */
    static final int MAX_DOC_ID_LENGTH = 512;

    private static final long GREATEST_VERSION = (1L << 53) - 1;
    private static final String SOURCE = "[a-zA-Z0-9][a-zA-Z0-9._:/-]{0,127}";

    private final Validator validator;

    RecordConstraints(DocumentLimits limits) {
        HibernateValidatorConfiguration configuration = Validation.byProvider(HibernateValidator.class)
                .configure()
                .ignoreXmlConfiguration()
                .messageInterpolator(new ParameterMessageInterpolator());
        ConstraintMapping mapping = configuration.createConstraintMapping();
        mapping.type(DocumentSubmitted.class)
                .field("docId")
                .constraint(new NotBlankDef().message("must not be blank"))
                .constraint(new SizeDef().max(MAX_DOC_ID_LENGTH).message("must be at most {max} characters long"))
                .field("version")
                .constraint(new MinDef().value(0).message("must be at least {value}"))
                .constraint(new MaxDef().value(GREATEST_VERSION).message("must be at most {value}"))
                .field("operation")
                .constraint(new NotNullDef().message("must be upsert or delete"))
                .field("timestamp")
                .constraint(required().groups(Upsert.class))
                .field("submittedAt")
                .constraint(required())
                .field("metadata")
                .constraint(required().groups(Upsert.class))
                .field("title")
                .constraint(new SizeDef()
                        .max(limits.maxTitleLength())
                        .message("must be at most {max} characters long")
                        .groups(Upsert.class))
                .field("source")
                .constraint(required().groups(Upsert.class))
                .constraint(new PatternDef()
                        .regexp(SOURCE)
                        .message("must match {regexp}")
                        .groups(Upsert.class))
                .field("contentRef")
                .valid();
        mapping.type(ContentRef.class)
                .field("sha256")
                .constraint(required())
                .constraint(new PatternDef().regexp("[0-9a-f]{64}").message("must match {regexp}"))
                .field("bytes")
                .constraint(new MinDef().value(1).message("must be at least {value}"));
        this.validator =
                configuration.addMapping(mapping).buildValidatorFactory().getValidator();
    }

    void check(DocumentSubmitted document, Violations violations) {
        var found = document.operation() == Operation.DELETE
                ? validator.validate(document)
                : validator.validate(document, Default.class, Upsert.class);
        found.stream()
                .sorted((a, b) -> fieldOf(a).compareTo(fieldOf(b)))
                .forEach(violation -> violations.add(
                        fieldOf(violation), codeOf(violation), violation.getMessage() + ", got " + actual(violation)));
    }

    private static NotNullDef required() {
        return new NotNullDef().message("is required");
    }

    /** {@code contentRef.sha256} is {@code content_ref.sha256} on the wire. */
    private static String fieldOf(ConstraintViolation<?> violation) {
        return violation
                .getPropertyPath()
                .toString()
                .replaceAll("([A-Z])", "_$1")
                .toLowerCase(Locale.ROOT);
    }

    private static String codeOf(ConstraintViolation<?> violation) {
        Class<? extends Annotation> constraint =
                violation.getConstraintDescriptor().getAnnotation().annotationType();
        boolean absent = violation.getInvalidValue() == null;
        if (absent || constraint == NotNull.class) {
            return "required";
        }
        if (constraint == NotBlank.class) {
            return "blank";
        }
        if (constraint == Size.class) {
            return "too_long";
        }
        return constraint == Pattern.class ? "malformed" : "out_of_range";
    }

    private static String actual(ConstraintViolation<?> violation) {
        @Nullable Object value = violation.getInvalidValue();
        return switch (value) {
            case null -> "nothing";
            case String text
            when violation.getConstraintDescriptor().getAnnotation() instanceof Size -> String.valueOf(text.length());
            case String text -> Violations.quoted(text);
            default -> value.toString();
        };
    }

    /** Constraints that a delete does not meet and need not. */
    private interface Upsert {}
}
