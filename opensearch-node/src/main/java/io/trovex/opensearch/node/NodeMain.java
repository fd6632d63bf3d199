package io.trovex.opensearch.node;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.opensearch.common.logging.LogConfigurator;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;

/**
 * Runs a whole node from a home laid out by hand, until its standard input ends: no node outlives the test that started
 * it, however that dies. OpenSearch's own main class needs an agent that is not on Maven Central, and refuses to run as
 * root; left out are its sandbox, its bootstrap checks and its keystore.
 */
final class NodeMain {
    private NodeMain() {}

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(System.getProperty("opensearch.path.home"));
        Map<String, String> settings = new HashMap<>();
        settings.put("path.home", home.toString());
        for (String argument : arguments) {
            String[] entry = argument.split("=", 2);
            settings.put(entry[0], entry[1]);
        }
        LogConfigurator.registerErrorListener();
        LogConfigurator.setNodeName(settings.get("node.name"));
        Environment environment = InternalSettingsPreparer.prepareEnvironment(
                Settings.EMPTY, settings, home.resolve("config"), () -> settings.get("node.name"));
        LogConfigurator.configure(environment);
        try (Node node = new Node(environment)) {
            node.start();
            awaitEndOfInput();
        }
        System.exit(0);
    }

    private static void awaitEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            // what is written does not matter
        }
    }
}
