package io.trovex.validation;

import io.trovex.stage.StageApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The validation service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ValidationApplication {

    public static void main(String[] args) {
        StageApplication.run(ValidationApplication.class, "validation-service", 8082, args);
    }
}
