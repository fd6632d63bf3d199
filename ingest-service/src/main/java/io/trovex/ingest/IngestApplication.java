package io.trovex.ingest;

import io.trovex.stage.StageApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The ingest service in a process of its own. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class IngestApplication {

    public static void main(String... args) {
        StageApplication.run(IngestApplication.class, "ingest-service", 8081, args);
    }
}
