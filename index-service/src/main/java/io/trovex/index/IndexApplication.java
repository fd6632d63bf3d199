package io.trovex.index;

import io.trovex.stage.StageApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Indexes the generation's embedded documents and serves {@code /v1/search}. */
@SpringBootApplication
public class IndexApplication {

    public static void main(String[] args) {
        StageApplication.run(IndexApplication.class, "index-service", 8084, args);
    }
}
