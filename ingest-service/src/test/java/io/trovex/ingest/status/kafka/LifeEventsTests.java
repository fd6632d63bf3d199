package io.trovex.ingest.status.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.DocumentIndexed;
import io.trovex.contracts.Generation;
import io.trovex.contracts.GenerationAction;
import io.trovex.contracts.GenerationDecided;
import io.trovex.contracts.GenerationSpec;
import io.trovex.contracts.Headers;
import io.trovex.contracts.Origin;
import io.trovex.contracts.Outcome;
import io.trovex.contracts.Topics;
import io.trovex.contracts.Violation;
import io.trovex.ingest.status.DocumentLife;
import io.trovex.ingest.status.Failure;
import io.trovex.ingest.status.Place;
import io.trovex.ingest.status.Status;
import io.trovex.stage.EventCodec;
import io.trovex.stage.generation.Generations;
import io.trovex.stage.generation.kafka.CandidateStages;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.support.KafkaHeaders;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class LifeEventsTests {
    private static final Generation GENERATION = new Generation("g1", "model", 3);
    private static final GenerationSpec SPEC = new GenerationSpec("model", 3, 192, 0.15, GenerationSpec.ENGLISH);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");
    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final byte[] UNPARSED = "neither JSON nor anything".getBytes(UTF_8);

    private final EventCodec codec = new EventCodec();
    private Generations generations = Generations.NONE;
    private final LifeEvents events =
            new LifeEvents(codec, JsonMapper.builder().build(), new CandidateStages(() -> generations));

    @Test
    void aSubmissionIsKnownByItsOwnOffset() {
        assertThat(read(Topics.DOCUMENTS_SUBMITTED, UNPARSED, headers("a@b@7")))
                .hasValue(DocumentLife.reached("a@b", 7, 42, Map.of(Status.SUBMITTED, NOON), TRACE_ID));
    }

    @Test
    void laterStepsAreKnownByTheirOriginWithoutTheirBodies() {
        assertThat(read(Topics.DOCUMENTS_VALIDATED, UNPARSED, withOrigin("d@7")))
                .hasValue(DocumentLife.reached("d", 7, 9, Map.of(Status.VALIDATED, NOON), TRACE_ID));
        assertThat(read(GENERATION.topic(), UNPARSED, withOrigin("d@7")))
                .hasValue(DocumentLife.reached("d", 7, 9, Map.of(Status.EMBEDDED, NOON), TRACE_ID));
    }

    @Test
    void theEndTellsWhenItBeganToo() {
        DocumentIndexed event =
                new DocumentIndexed("d", 7, Outcome.DELETED, "g1", new Origin(1, 9), 5L, NOON.minusSeconds(1), NOON);

        assertThat(read(Topics.DOCUMENTS_INDEXED, codec.encode(event), headers("ignored")))
                .hasValue(DocumentLife.settled(
                        "d",
                        7,
                        new Origin(1, 9),
                        Map.of(Status.SUBMITTED, NOON.minusSeconds(1), Status.DELETED, NOON),
                        new Place("g1", 5, NOON),
                        TRACE_ID));
    }

    @Test
    void aDeadLetterOfASubmissionIsARejectionWithItsReasons() {
        RecordHeaders headers = deadLetter(headers("d@7"), "validation");
        headers.add(
                KafkaHeaders.DLT_ORIGINAL_OFFSET,
                ByteBuffer.allocate(8).putLong(9).array());
        Failure failure = new Failure(
                "validation", List.of(new Violation("content", "blank", "is blank")), Instant.ofEpochMilli(5));

        assertThat(read(Topics.deadLetters(Topics.DOCUMENTS_SUBMITTED), UNPARSED, headers))
                .hasValue(DocumentLife.failed("d", 7, 9, Status.REJECTED, failure, TRACE_ID));
    }

    @Test
    void aDeadLetterOfALaterStageKeepsTheOriginOfItsSubmission() {
        RecordHeaders headers = deadLetter(withOrigin("d@7"), "embedding");
        headers.add(
                KafkaHeaders.DLT_ORIGINAL_OFFSET,
                ByteBuffer.allocate(8).putLong(77).array());

        assertThat(read(Topics.deadLetters(Topics.DOCUMENTS_VALIDATED), UNPARSED, headers))
                .hasValueSatisfying(life -> {
                    assertThat(life.status()).isEqualTo(Status.DEAD_LETTERED);
                    assertThat(life.offset()).isEqualTo(9);
                });
    }

    @Test
    void aRecordThatNamesNoVersionIsPassedOver() {
        assertThat(read(Topics.DOCUMENTS_SUBMITTED, UNPARSED, new RecordHeaders()))
                .isEmpty();
        assertThat(read(Topics.DOCUMENTS_SUBMITTED, UNPARSED, headers("no version")))
                .isEmpty();
        assertThat(read(Topics.DOCUMENTS_VALIDATED, UNPARSED, headers("d@7"))).isEmpty();
        assertThat(read(Topics.DOCUMENTS_INDEXED, UNPARSED, headers("d@7"))).isEmpty();
        assertThat(read(Topics.DOCUMENTS_INDEXED, null, headers("d@7"))).isEmpty();
        assertThat(read("another.topic", UNPARSED, withOrigin("d@7"))).isEmpty();
    }

    @Test
    void anEndThatLacksSomethingIsPassedOverOrMergesLikeAnyOther() {
        DocumentIndexed event =
                new DocumentIndexed("d", 7, Outcome.INDEXED, "g1", new Origin(1, 9), 5L, NOON.minusSeconds(1), NOON);
        JsonMapper json = JsonMapper.builder().build();
        DocumentLife sound = read(Topics.DOCUMENTS_INDEXED, codec.encode(event), headers("d@7"))
                .orElseThrow();
        for (String field : json.readTree(codec.encode(event)).propertyNames()) {
            ObjectNode broken = (ObjectNode) json.readTree(codec.encode(event));
            broken.putNull(field);

            Optional<DocumentLife> life =
                    read(Topics.DOCUMENTS_INDEXED, json.writeValueAsBytes(broken), headers("d@7"));

            assertThat(life.map(sound::merge).map(sound::merge))
                    .as(field)
                    .isIn(Optional.empty(), life.map(sound::merge));
        }
    }

    @Test
    void aFailureWithoutItsReasonsFieldsIsPassedOverOrMergesLikeAnyOther() {
        for (String violations : List.of("[null]", "[{}]", "[{\"field\": null, \"code\": \"x\"}]", "null", "{}")) {
            RecordHeaders headers = deadLetter(withOrigin("d@7"), "embedding");
            headers.remove(Headers.DEAD_LETTER_VIOLATIONS)
                    .add(Headers.DEAD_LETTER_VIOLATIONS, violations.getBytes(UTF_8));

            read(Topics.deadLetters(Topics.DOCUMENTS_VALIDATED), UNPARSED, headers)
                    .ifPresent(
                            life -> assertThat(life.merge(life)).as(violations).isEqualTo(life));
        }
    }

    @Test
    void whatACandidateMakesOfADocumentIsNotOfItsLifeUntilItServes() {
        ConsumerRecord<byte[], byte[]> embedded = record(Topics.documentsEmbedded("g2"), UNPARSED, withOrigin("d@7"));
        ConsumerRecord<byte[], byte[]> refused = record(
                Topics.deadLetters(Topics.documentsEmbedded("g2")),
                UNPARSED,
                deadLetter(withOrigin("d@7"), "index.g2"));
        decide("g1", GenerationAction.BOOTSTRAP);
        decide("g2", GenerationAction.CREATE);
        assertThat(events.concerns(embedded)).isFalse();
        assertThat(events.concerns(refused)).isFalse();

        decide("g2", GenerationAction.READY);
        decide("g2", GenerationAction.PROMOTE);

        assertThat(events.concerns(embedded)).isTrue();
        assertThat(events.read(embedded)).map(DocumentLife::status).hasValue(Status.EMBEDDED);
        assertThat(events.concerns(refused)).isTrue();
        assertThat(events.read(refused)).map(DocumentLife::status).hasValue(Status.DEAD_LETTERED);
    }

    @Test
    void theTopicsOfEveryGenerationAreFollowed() {
        assertThat(List.of(
                        "documents.submitted",
                        "documents.submitted-dlt",
                        "documents.validated",
                        "documents.validated-dlt",
                        "documents.embedded.g1-a.b_c",
                        "documents.embedded.g1-a.b_c-dlt",
                        "documents.indexed"))
                .allMatch(topic -> new LifeTopics().pattern().matcher(topic).matches());
        assertThat(List.of(
                        "documents.embedded.",
                        "search.queries",
                        "pipeline.control",
                        "documents.indexed-dlt",
                        "xdocuments.indexed"))
                .noneMatch(topic -> new LifeTopics().pattern().matcher(topic).matches());
    }

    private void decide(String id, GenerationAction action) {
        boolean begins = action == GenerationAction.BOOTSTRAP || action == GenerationAction.CREATE;
        generations = generations.after(new GenerationDecided(
                "0", id, action, generations.revision(), begins ? SPEC : null, "test", null, List.of(), NOON));
    }

    private static RecordHeaders headers(String id) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.CE_ID, id.getBytes(UTF_8));
        headers.add(Headers.CE_TIME, NOON.toString().getBytes(UTF_8));
        headers.add(Headers.TRACEPARENT, ("00-" + TRACE_ID + "-00f067aa0ba902b7-01").getBytes(UTF_8));
        return headers;
    }

    private static RecordHeaders withOrigin(String id) {
        RecordHeaders headers = headers(id);
        headers.add(Headers.ORIGIN, "1:9".getBytes(UTF_8));
        return headers;
    }

    private static RecordHeaders deadLetter(RecordHeaders headers, String stage) {
        headers.add(Headers.DEAD_LETTER_STAGE, stage.getBytes(UTF_8));
        headers.add(
                Headers.DEAD_LETTER_VIOLATIONS,
                "[{\"field\":\"content\",\"code\":\"blank\",\"detail\":\"is blank\"}]".getBytes(UTF_8));
        return headers;
    }

    private Optional<DocumentLife> read(String topic, byte @Nullable [] value, RecordHeaders headers) {
        return events.read(record(topic, value, headers));
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, byte @Nullable [] value, RecordHeaders headers) {
        return new ConsumerRecord<>(
                topic, 0, 42, 5, TimestampType.CREATE_TIME, 0, 0, new byte[0], value, headers, Optional.empty());
    }
}
