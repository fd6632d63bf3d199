package io.trovex.standalone;

import io.trovex.embedding.EmbeddingApplication;
import io.trovex.feedback.FeedbackApplication;
import io.trovex.index.IndexApplication;
import io.trovex.ingest.IngestApplication;
import io.trovex.validation.ValidationApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The five services in one context. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    IngestApplication.class,
    ValidationApplication.class,
    EmbeddingApplication.class,
    IndexApplication.class,
    FeedbackApplication.class,
    InProcessQueryEmbedder.class,
    InProcessQueryEmbedders.class
})
class StandaloneApplication {}
