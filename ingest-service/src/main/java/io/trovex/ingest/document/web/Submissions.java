package io.trovex.ingest.document.web;

import io.trovex.contracts.DocumentSubmitted;
import io.trovex.ingest.answer.SettledAnswers;
import io.trovex.ingest.answer.Submission;
import io.trovex.ingest.answer.WaitFor;
import io.trovex.ingest.document.DocumentRequest;
import io.trovex.ingest.status.Status;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Submits one document: it is kept when the log has it. */
@Component
class Submissions {
    private final DocumentIntake intake;
    private final SettledAnswers answers;

    Submissions(DocumentIntake intake, SettledAnswers answers) {
        this.intake = intake;
        this.answers = answers;
    }

    ResponseEntity<Object> submit(DocumentRequest request, Optional<WaitFor> wait) throws InterruptedException {
        return answers.answer(new Logged(intake.prepare(request)), wait);
    }

    private final class Logged implements Submission {
        private final DocumentSubmitted document;

        Logged(DocumentSubmitted document) {
            this.document = document;
        }

        @Override
        public String docId() {
            return document.docId();
        }

        @Override
        public long version() {
            return document.version();
        }

        @Override
        public Status kept() {
            return Status.SUBMITTED;
        }

        @Override
        public long keep() throws InterruptedException {
            return intake.await(intake.send(document));
        }

        @Override
        public Object accepted(Status status, @Nullable Boolean timedOut) {
            return new Accepted(document.docId(), document.version(), status, timedOut);
        }
    }
}
