package io.trovex.benchmarks.chaos;

import io.trovex.standalone.broker.EmbeddedBroker;
import java.nio.file.Path;

/** The broker in a process of its own. */
public final class BrokerMain {
    private BrokerMain() {}

    /** @param arguments directory, port, controller's port, port that clients are told to use */
    public static void main(String[] arguments) {
        EmbeddedBroker broker = EmbeddedBroker.start(
                Path.of(arguments[0]),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(broker::close));
    }
}
