package io.trovex.feedback;

import io.trovex.stage.StageApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The feedback service in a process of its own. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class FeedbackApplication {

    public static void main(String... args) {
        StageApplication.run(FeedbackApplication.class, "feedback-service", 8085, args);
    }
}
