package io.trovex.embedding;

import io.trovex.stage.StageApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Embeds the stream's documents and serves {@code /v1/embeddings}. */
@SpringBootApplication
public class EmbeddingApplication {

    public static void main(String[] args) {
        StageApplication.run(EmbeddingApplication.class, "embedding-service", 8083, args);
    }
}
