package io.trovex.validation.record.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.DocumentSubmitted;
import io.trovex.contracts.DocumentValidated;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Topics;
import io.trovex.contracts.Violation;
import io.trovex.stage.Incoming;
import io.trovex.stage.Result;
import io.trovex.stage.Stage;
import io.trovex.stage.Stages;
import io.trovex.stage.objects.Claim;
import io.trovex.stage.objects.ClaimCheck;
import io.trovex.validation.record.DocumentRules;
import io.trovex.validation.record.ValidatedSchema;
import io.trovex.validation.record.Verdict;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Runs {@link DocumentRules} over {@code documents.submitted}. At least once: offsets commit after the broker has every
 * verdict of the poll.
 */
@Component
class SubmittedDocumentsListener {
    private final Stage<DocumentSubmitted> stage;
    private final DocumentRules rules;
    private final ValidatedSchema schema;
    private final ClaimCheck claims;
    private final MeterRegistry meters;

    SubmittedDocumentsListener(
            Stages stages, DocumentRules rules, ValidatedSchema schema, ClaimCheck claims, MeterRegistry meters) {
        this.rules = rules;
        this.schema = schema;
        this.claims = claims;
        this.meters = meters;
        this.stage = stages.stage("validation", Topics.DOCUMENTS_SUBMITTED, DocumentSubmitted.class)
                .each(this::judge);
    }

    @KafkaListener(id = "validation", topics = Topics.DOCUMENTS_SUBMITTED)
    void onPoll(List<ConsumerRecord<byte[], byte[]>> poll) {
        stage.process(poll);
    }

    private Result judge(Incoming<DocumentSubmitted> incoming) {
        DocumentSubmitted document = incoming.event();
        String body = claims.redeem(document.content(), document.contentRef());
        return switch (rules.judge(document, body)) {
            case Verdict.Rejected(List<Violation> violations) -> reject(violations);
            case Verdict.Accepted(DocumentValidated accepted) -> forward(deposit(accepted));
        };
    }

    /** A body over the inline limit goes back to the object store, normalised now. */
    private DocumentValidated deposit(DocumentValidated document) {
        if (document.operation() == Operation.DELETE) {
            return document;
        }
        Claim claim = claims.deposit(Objects.requireNonNull(document.content()));
        return document.withBody(claim.content(), claim.contentRef());
    }

    private Result forward(DocumentValidated document) {
        List<Violation> broken = schema.violations(document);
        if (!broken.isEmpty()) {
            return reject(broken);
        }
        ValidationMeter.ACCEPTED.count(meters, "language", Objects.requireNonNullElse(document.language(), "none"));
        return new Result.Forward(Topics.DOCUMENTS_VALIDATED, document);
    }

    private Result reject(List<Violation> violations) {
        violations.forEach(violation -> ValidationMeter.VIOLATIONS.count(meters, "code", violation.code()));
        return new Result.Reject(violations);
    }
}
