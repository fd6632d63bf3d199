package io.trovex.ingest.upload.web;

import io.trovex.ingest.answer.SettledAnswers;
import io.trovex.ingest.answer.Submission;
import io.trovex.ingest.answer.WaitFor;
import io.trovex.ingest.document.DocumentRequest;
import io.trovex.ingest.status.Status;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Submits one file: it is kept when the queue has its task. */
@Component
class Uploads {
    private final UploadIntake intake;
    private final SettledAnswers answers;

    Uploads(UploadIntake intake, SettledAnswers answers) {
        this.intake = intake;
        this.answers = answers;
    }

    /** @param form with one file */
    ResponseEntity<Object> submit(UploadForm form, DocumentRequest fields, Optional<WaitFor> wait)
            throws InterruptedException {
        return answers.answer(new Queued(form.files().getFirst(), intake.identified(fields)), wait);
    }

    private final class Queued implements Submission {
        private final UploadedFile file;
        private final DocumentRequest document;

        Queued(UploadedFile file, DocumentRequest document) {
            this.file = file;
            this.document = document;
        }

        @Override
        public String docId() {
            return Objects.requireNonNull(document.docId());
        }

        @Override
        public long version() {
            return Objects.requireNonNull(document.version());
        }

        @Override
        public Status kept() {
            return Status.EXTRACTING;
        }

        @Override
        public long keep() {
            long from = intake.nextOffset(docId(), version());
            var _ = intake.accept(file, document);
            return from;
        }

        @Override
        public Object accepted(Status status, @Nullable Boolean timedOut) {
            return FileResult.accepted(file.name(), docId(), version(), status, timedOut);
        }
    }
}
