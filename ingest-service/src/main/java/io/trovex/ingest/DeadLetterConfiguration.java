package io.trovex.ingest;

import io.trovex.contracts.Origin;
import io.trovex.ingest.deadletter.DeadLetter;
import io.trovex.ingest.deadletter.LetterArchive;
import io.trovex.ingest.deadletter.LetterOutbox;
import io.trovex.ingest.deadletter.LetterReview;
import io.trovex.ingest.deadletter.Letters;
import io.trovex.ingest.deadletter.StageTrial;
import io.trovex.ingest.deadletter.http.HttpStageTrial;
import io.trovex.ingest.deadletter.kafka.LocalStageTrial;
import io.trovex.ingest.status.DocumentLife;
import io.trovex.ingest.status.DocumentLives;
import io.trovex.ingest.status.StatusUnavailableException;
import io.trovex.stage.Stages;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the pure parts of the dead letters' review. */
@Configuration(proxyBeanMethods = false)
class DeadLetterConfiguration {

    @Bean
    Letters deadLetters(DeadLetterProperties properties) {
        return new Letters(properties.maxRedrives());
    }

    @Bean
    StageTrial stageTrial(Stages stages, StageAddresses addresses) {
        return new LocalStageTrial(stages, new HttpStageTrial(addresses::of));
    }

    @Bean
    LetterReview letterReview(
            LetterArchive archive, LetterOutbox outbox, StageTrial trial, DocumentLives lives, Clock clock) {
        return new LetterReview(archive, outbox, letter -> isReplaced(letter, lives), trial, clock);
    }

    /** While the status store is away nobody can tell; then the record goes, and the index drops what is too old. */
    private static boolean isReplaced(DeadLetter letter, DocumentLives lives) {
        String docId = letter.facts().docId();
        Long version = letter.facts().version();
        if (docId == null || version == null) {
            return false;
        }
        try {
            return lives.find(docId)
                    .filter(life -> life.status().isSettled() && !life.status().isFailure())
                    .filter(life -> isNewer(life, version, letter.facts().origin()))
                    .isPresent();
        } catch (StatusUnavailableException _) {
            return false;
        }
    }

    /** The same version may have been submitted again, corrected. */
    private static boolean isNewer(DocumentLife life, long version, @Nullable Origin origin) {
        return life.version() > version
                || (life.version() == version && origin != null && life.offset() > origin.offset());
    }
}
