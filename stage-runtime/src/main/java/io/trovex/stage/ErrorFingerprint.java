package io.trovex.stage;

import io.trovex.contracts.Event;
import io.trovex.contracts.Violation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells failures of one cause from others, whatever document they hit. A stage's own reasons count by their codes and
 * fields; an exception by its type and the method of ours that it came through last; one that says itself what is
 * wrong with the record, by its message without what differs from document to document.
 */
final class ErrorFingerprint {
    private static final String OWN_PACKAGE = "io.trovex.";
    private static final int BYTES = 8;
    private static final int MOST_TEXT_BYTES = 1024;
    private static final int MOST_VIOLATIONS = 50;
    private static final Pattern VARYING = Pattern.compile("'[^']*'|\"[^\"]*\"|\\b0x[0-9a-fA-F]+\\b"
            + "|\\b[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b|\\b[0-9a-f]{16,}\\b|\\d+");

    private ErrorFingerprint() {}

    /** @param step that ended in a rejection */
    static <E extends Event> String of(String stage, RecordStep<E> step) {
        byte[] key = step.record().key();
        String id = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        return of(stage, step.failure(), ((Result.Reject) step.result()).violations(), id);
    }

    /** @param docId that no fingerprint may depend on */
    static String of(String stage, @Nullable Throwable failure, List<Violation> violations, String docId) {
        return hash(stage + "\n" + (failure == null ? reasons(violations) : cause(failure, docId)));
    }

    private static String reasons(List<Violation> violations) {
        return violations.stream()
                .limit(MOST_VIOLATIONS)
                .map(violation -> violation.code() + " " + normalised(violation.field(), ""))
                .distinct()
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static String cause(Throwable failure, String docId) {
        String message = normalised(String.valueOf(failure.getMessage()), docId);
        String place = failure instanceof MalformedEventException
                ? message
                : ownFrame(failure).orElse(message);
        return failure.getClass().getName() + "\n" + place;
    }

    private static Optional<String> ownFrame(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OWN_PACKAGE))
                .findFirst()
                .map(frame -> withoutNumbers(frame.getClassName() + "." + frame.getMethodName()));
    }

    private static String normalised(String text, String docId) {
        String told = docId.isEmpty() ? text : text.replace(docId, "#");
        return VARYING.matcher(Cut.to(told, MOST_TEXT_BYTES)).replaceAll("#");
    }

    /** The numbers of lambdas and inner classes change with the compiler. */
    private static String withoutNumbers(String frame) {
        return frame.replaceAll("\\d+", "#");
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
