package io.trovex.ingest.deadletter.kafka;

import io.trovex.contracts.Topics;
import io.trovex.ingest.deadletter.DeadLetter;
import io.trovex.ingest.deadletter.LetterHeader;
import io.trovex.ingest.deadletter.StageTrial;
import io.trovex.ingest.deadletter.Verdict;
import io.trovex.stage.DryRun;
import io.trovex.stage.Stage;
import io.trovex.stage.StageHeldUpException;
import io.trovex.stage.Stages;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Asks the stages of this process, and another trial about the others. */
public final class LocalStageTrial implements StageTrial {
    private final Stages stages;
    private final StageTrial elsewhere;

    public LocalStageTrial(Stages stages, StageTrial elsewhere) {
        this.stages = stages;
        this.elsewhere = elsewhere;
    }

    @Override
    public Verdict run(DeadLetter letter) {
        Optional<Stage<?>> stage = stages.named(letter.facts().stage());
        return stage.isPresent() ? run(stage.get(), letter) : elsewhere.run(letter);
    }

    private static Verdict run(Stage<?> stage, DeadLetter letter) {
        try {
            DryRun result = stage.dryRun(record(letter));
            return result.verdict() == DryRun.Verdict.REJECT
                    ? new Verdict.Fails(result.violations())
                    : new Verdict.Passes();
        } catch (StageHeldUpException e) {
            return new Verdict.Unknown("the stage waits for " + e.dependency());
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(DeadLetter letter) {
        RecordHeaders headers = new RecordHeaders();
        for (LetterHeader header : letter.headers()) {
            headers.add(header.name(), header.value());
        }
        return new ConsumerRecord<>(
                Topics.sourceOf(letter.id().topic()),
                letter.id().partition(),
                letter.id().offset(),
                letter.deadAt().toEpochMilli(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                letter.key(),
                letter.value(),
                headers,
                Optional.empty());
    }
}
