package io.trovex.benchmarks.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * One thing that goes wrong for a while.
 *
 * @param service which one, for the kinds that hit a service
 */
record Fault(Kind kind, int service, Duration length) {
    private static final int LONGEST_MS = 5_000;
    private static final int SHORTEST_MS = 500;

    /** Services twice as often as the servers behind them: there are five of them. */
    private static final List<Kind> WEIGHTED = List.of(
            Kind.KILL_SERVICE,
            Kind.KILL_SERVICE,
            Kind.KILL_SERVICE,
            Kind.STOP_SERVICE,
            Kind.SUSPEND_SERVICE,
            Kind.SUSPEND_SERVICE,
            Kind.KILL_BROKER,
            Kind.STOP_BROKER,
            Kind.SUSPEND_BROKER,
            Kind.CUT_BROKER,
            Kind.CUT_BROKER,
            Kind.FREEZE_BROKER,
            Kind.KILL_REDIS,
            Kind.CUT_REDIS,
            Kind.FREEZE_REDIS,
            Kind.UNMOUNT_OBJECTS);

    enum Kind {
        /** SIGKILL, then a new process. */
        KILL_SERVICE,
        /** SIGTERM, then a new process: what a rollout does. */
        STOP_SERVICE,
        /** SIGSTOP, then SIGCONT: a long pause of the machine or the collector. */
        SUSPEND_SERVICE,
        KILL_BROKER,
        STOP_BROKER,
        SUSPEND_BROKER,
        /** Every connection is closed at once. */
        CUT_BROKER,
        /** Connections stay open and nothing comes through. */
        FREEZE_BROKER,
        KILL_REDIS,
        CUT_REDIS,
        FREEZE_REDIS,
        /** The object store's directory is not there: its disk is not mounted. */
        UNMOUNT_OBJECTS
    }

    static Fault random(Random random, int services) {
        return new Fault(
                WEIGHTED.get(random.nextInt(WEIGHTED.size())),
                random.nextInt(services),
                Duration.ofMillis(random.nextInt(SHORTEST_MS, LONGEST_MS)));
    }

    /** Breaks it, waits, and repairs it; a repaired process may take a while to be ready. */
    void inflict(Installation on) throws IOException {
        JvmProcess service = on.services().get(this.service);
        switch (kind) {
            case KILL_SERVICE -> {
                service.kill();
                last();
                service.start();
            }
            case STOP_SERVICE -> {
                service.stop();
                last();
                service.start();
            }
            case SUSPEND_SERVICE -> {
                service.suspend();
                last();
                service.resume();
            }
            case KILL_BROKER -> {
                on.broker().kill();
                last();
                on.broker().start();
            }
            case STOP_BROKER -> {
                on.broker().stop();
                last();
                on.broker().start();
            }
            case SUSPEND_BROKER -> {
                on.broker().suspend();
                last();
                on.broker().resume();
            }
            case CUT_BROKER -> on.proxies().broker().reopen();
            case FREEZE_BROKER -> {
                on.proxies().broker().freeze();
                last();
                on.proxies().broker().unfreeze();
            }
            case KILL_REDIS -> {
                on.redis().kill();
                last();
                on.redis().start();
            }
            case CUT_REDIS -> on.proxies().redis().reopen();
            case FREEZE_REDIS -> {
                on.proxies().redis().freeze();
                last();
                on.proxies().redis().unfreeze();
            }
            case UNMOUNT_OBJECTS -> {
                on.objects().unmount();
                last();
                on.objects().mount();
            }
        }
    }

    /** As it is told of: the kind, and the service where it hits one. */
    String told(Installation on) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return kind.name().endsWith("SERVICE")
                ? name.replace("service", on.services().get(service).name())
                : name;
    }

    private void last() {
        Installation.pause(length);
    }
}
