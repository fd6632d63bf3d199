package io.trovex.ingest.upload.extraction;

import io.trovex.ingest.upload.extraction.ExtractionMessages.Answer;
import io.trovex.ingest.upload.extraction.ExtractionMessages.Question;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What an extracting process runs: answers questions from standard input until its parent is gone. */
final class ExtractionMain {

    private ExtractionMain() {}

    /** @param arguments longest text, deepest nesting */
    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        // a library that prints must not come between the answers
        System.setOut(System.err);
        TextExtraction extraction = new TextExtraction(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        try (BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = questions.readLine(); line != null; line = questions.readLine()) {
                Question question = ExtractionMessages.JSON.readValue(line, Question.class);
                byte[] answer = ExtractionMessages.JSON.writeValueAsBytes(answer(extraction, question));
                answers.write(answer);
                answers.write('\n');
                answers.flush();
            }
        }
    }

    private static Answer answer(TextExtraction extraction, Question question) throws IOException {
        try {
            return Answer.of(extraction.extract(Path.of(question.file()), question.kind()));
        } catch (ExtractionException e) {
            return Answer.of(e);
        }
    }
}
