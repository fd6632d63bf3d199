package io.trovex.feedback;

import io.trovex.feedback.event.UbiReader;
import java.time.Clock;
import java.util.UUID;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the pure parts of feedback. */
@Configuration(proxyBeanMethods = false)
class FeedbackConfiguration {

    @Bean
    UbiReader ubiReader(Clock clock, FeedbackProperties properties) {
        return new UbiReader(
                clock, () -> UUID.randomUUID().toString(), properties.maxEvents(), properties.maxNesting());
    }

    /** Document ids may contain slashes, so {@code %2F} in a path is text. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> slashesInObjectIds() {
        return factory -> factory.addConnectorCustomizers(
                connector -> connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue()));
    }
}
