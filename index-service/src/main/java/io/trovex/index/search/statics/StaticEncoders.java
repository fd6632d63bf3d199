package io.trovex.index.search.statics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.Generation;
import io.trovex.index.IndexMeter;
import io.trovex.index.engine.IndexUnavailableException;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.search.QueryEmbedder;
import io.trovex.stage.threads.Niceness;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The static encoders of all generations that are searched. A generation's is fitted in the background once it has
 * enough passages, and again when it has grown several-fold; one at a time, on a processor that nothing else wants.
 * Thread-safe.
 */
public final class StaticEncoders implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StaticEncoders.class);

    private final FitSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<String, Opened> standIns = new ConcurrentHashMap<>();

    /** For pure computation alone: whatever such a thread starts or wakes may inherit its priority. */
    private final ExecutorService computing = Executors.newSingleThreadExecutor(
            work -> Thread.ofPlatform().daemon().name("static-encoder-fit").unstarted(Niceness.IDLE.during(work)));

    private record Opened(StandIn standIn, Gauge passages) {}

    public StaticEncoders(FitSettings settings, Clock clock, MeterRegistry meters) {
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
    }

    /** The generation's static encoder: the one that lies beside its index, or one that is fitted later. */
    public QueryEmbedder open(SearchIndex index) {
        StandIn standIn = new StandIn(index);
        standIn.load();
        release(index.generation());
        Gauge passages = Gauge.builder(
                        IndexMeter.STATIC_PASSAGES.meterName(),
                        standIn,
                        open -> open.fit().map(Fit::passages).orElse(0))
                .tag("generation", index.generation().id())
                .register(meters);
        standIns.put(index.generation().id(), new Opened(standIn, passages));
        return standIn;
    }

    /** Forgets a generation that is no longer searched; nothing is written into its directory any more. */
    public void release(Generation generation) {
        Opened opened = standIns.remove(generation.id());
        if (opened != null) {
            opened.standIn().release();
            meters.remove(opened.passages());
        }
    }

    /** By generation, what its encoder was fitted to, if it has one. */
    public Map<String, Optional<Fit>> fits() {
        Map<String, Optional<Fit>> fits = new TreeMap<>();
        standIns.forEach(
                (generation, opened) -> fits.put(generation, opened.standIn().fit()));
        return fits;
    }

    /** Fits what is due, one after the other. To be called now and then, by a platform thread. */
    public void fitDue() throws InterruptedException {
        for (Opened opened : standIns.values()) {
            StandIn standIn = opened.standIn();
            try {
                if (isDue(standIn)) {
                    fit(standIn);
                }
            } catch (IndexUnavailableException e) {
                LOG.atDebug().setCause(e).log("an index is closed: nothing to fit an encoder to");
            }
        }
    }

    private boolean isDue(StandIn standIn) {
        int passages = standIn.index().statistics().passages();
        double from = standIn.fit()
                .map(fit -> fit.passages() * settings.growth())
                .orElse((double) settings.minimumPassages());
        return passages >= from;
    }

    private void fit(StandIn standIn) throws InterruptedException {
        String generation = standIn.index().generation().id();
        long start = System.nanoTime();
        String outcome = "failed";
        EncoderFitting fitting = EncoderFitting.sample(standIn.index(), settings);
        Future<FittedEncoder> fitted = computing.submit(() -> fitting.fit(clock.instant()));
        try {
            FittedEncoder encoder = fitted.get();
            standIn.replace(encoder);
            outcome = "fitted";
            LOG.atInfo()
                    .addKeyValue("generation", generation)
                    .addKeyValue("passages", encoder.fit().passages())
                    .addKeyValue("samples", encoder.fit().samples())
                    .addKeyValue("words", encoder.fit().words())
                    .addKeyValue("ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start))
                    .log("fitted a static encoder");
        } catch (InterruptedException e) {
            fitted.cancel(true);
            throw e;
        } catch (ExecutionException | CancellationException e) {
            LOG.atWarn().addKeyValue("generation", generation).setCause(e).log("no static encoder could be fitted");
        } finally {
            IndexMeter.STATIC_FIT
                    .timer(meters, "generation", generation, "outcome", outcome)
                    .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void close() {
        computing.shutdownNow();
    }
}
