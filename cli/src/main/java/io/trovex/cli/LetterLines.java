package io.trovex.cli;

import tools.jackson.databind.JsonNode;

/** Dead letters as lines for people. */
final class LetterLines {

    private LetterLines() {}

    /** Id, state, stage, document and the first reason. */
    static String line(JsonNode letter) {
        return "%s  %s  %s  %s  %s"
                .formatted(
                        letter.path("id").asString(""),
                        letter.path("state").asString(""),
                        letter.path("stage").asString(""),
                        letter.path("doc_id").asString("-"),
                        why(letter));
    }

    /** The first reason, or the error's class where there is none. */
    static String why(JsonNode letter) {
        JsonNode violation = letter.path("violations").path(0);
        return violation.isMissingNode()
                ? letter.path("error_class").asString("")
                : violation.path("detail").asString("") + " ["
                        + violation.path("code").asString("") + "]";
    }
}
