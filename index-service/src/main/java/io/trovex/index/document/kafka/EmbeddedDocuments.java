package io.trovex.index.document.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.trovex.contracts.DocumentEmbedded;
import io.trovex.contracts.DocumentIndexed;
import io.trovex.contracts.DocumentVersion;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Topics;
import io.trovex.index.IndexMeter;
import io.trovex.index.engine.IndexUnavailableException;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.engine.Settlement;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.Incoming;
import io.trovex.stage.Result;
import io.trovex.stage.Stage;
import io.trovex.stage.Stages;
import io.trovex.stage.objects.ClaimCheck;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * Applies one generation's embedded documents to its index and announces each when searches see it. Reads on from the
 * offsets of the index's own commit, whatever the group has committed: the index is what must not miss a record.
 */
public final class EmbeddedDocuments extends IndexSeeks implements BatchMessageListener<byte[], byte[]> {
    private final Stage<DocumentEmbedded> stage;
    private final SearchIndex index;
    private final ClaimCheck claims;
    private final Clock clock;
    private final Outcomes outcomes;
    private final Rest rest = new Rest();
    private final Timer applying;
    private final Timer refreshing;

    /**
     * @param name of the stage
     * @param outcomes says which of them are told: none before searches see it
     */
    public EmbeddedDocuments(
            String name,
            Stages stages,
            SearchIndex index,
            ClaimCheck claims,
            Clock clock,
            MeterRegistry meters,
            Outcomes outcomes) {
        super(index);
        this.index = index;
        this.claims = claims;
        this.clock = clock;
        this.outcomes = outcomes;
        this.applying = IndexMeter.APPLY.timer(meters);
        this.refreshing = IndexMeter.REFRESH.timer(meters);
        this.stage = stages.stage(name, index.generation().topic(), DocumentEmbedded.class)
                .persisting(index::commit)
                .together(this::index, this::judge);
        outcomes.toldBy(index.generation(), this::again);
    }

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> poll) {
        if (available(() -> isLost(poll))) {
            return;
        }
        stage.process(poll);
        // only now: a crash before the announcements are in the log must bring these records again
        consumed(poll);
        rest.take(poll);
    }

    private List<Result> index(List<Incoming<DocumentEmbedded>> incoming) {
        List<IndexableDocument> documents =
                incoming.stream().map(one -> indexable(one.event())).toList();
        long start = System.nanoTime();
        List<Settlement> settlements = available(() -> {
            List<Settlement> settled = applying.record(() -> index.apply(documents));
            refreshing.record(index::refresh);
            return settled;
        });
        rest.worked(Duration.ofNanos(System.nanoTime() - start));
        Instant visible = clock.instant();
        List<Result> results = new ArrayList<>(incoming.size());
        for (int i = 0; i < incoming.size(); i++) {
            Incoming<DocumentEmbedded> one = incoming.get(i);
            Settlement settlement = settlements.get(i);
            results.add(available(() -> result(one, settlement, visible)));
        }
        return results;
    }

    private Result judge(Incoming<DocumentEmbedded> incoming) {
        IndexableDocument document = indexable(incoming.event());
        return available(() -> result(incoming, index.judge(document), clock.instant()));
    }

    /** Whatever fails inside the index fails for now: what can never enter it is refused without an exception. */
    private static <T> T available(Supplier<T> access) {
        try {
            return access.get();
        } catch (IndexUnavailableException e) {
            throw new DependencyUnavailableException(
                    "index", "the index is closed, or its disk or its cluster fails", e);
        }
    }

    private IndexableDocument indexable(DocumentEmbedded event) {
        boolean delete = event.operation() == Operation.DELETE;
        return new IndexableDocument(event, delete ? null : claims.redeem(event.content(), event.contentRef()));
    }

    private Result result(Incoming<DocumentEmbedded> incoming, Settlement settlement, Instant visible) {
        DocumentEmbedded event = incoming.event();
        return switch (settlement) {
            case Settlement.Settled _
            when !outcomes.areToldBy(index.generation(), new DocumentVersion(event.docId(), event.version())) ->
                new Result.Done();
            case Settlement.Settled(var outcome) ->
                new Result.Forward(
                        Topics.DOCUMENTS_INDEXED,
                        new DocumentIndexed(
                                event.docId(),
                                event.version(),
                                outcome,
                                event.generation(),
                                incoming.origin(),
                                incoming.record().offset(),
                                event.submittedAt(),
                                visible));
            case Settlement.Refused(var violations) -> new Result.Reject(violations);
        };
    }
}
