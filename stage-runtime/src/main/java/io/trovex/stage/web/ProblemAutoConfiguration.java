package io.trovex.stage.web;

import io.micrometer.tracing.Tracer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/** Problem responses, how bodies are read, access lines and the stages themselves, in every service. */
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@EnableConfigurationProperties(HttpProperties.class)
@Import({
    ProblemAdvice.class,
    ProblemErrorController.class,
    StagesController.class,
    StrictJson.class,
    BodyLimit.class,
    TomcatRefusals.class
})
class ProblemAutoConfiguration {
    /** After the filter that opens the request's span. */
    private static final int INSIDE_THE_SPAN = Ordered.HIGHEST_PRECEDENCE + 10;

    @Bean
    Problems problems(Tracer tracer) {
        return new Problems(tracer);
    }

    @Bean
    FilterRegistrationBean<AccessLog> accessLog() {
        FilterRegistrationBean<AccessLog> registration = new FilterRegistrationBean<>(new AccessLog());
        registration.setOrder(INSIDE_THE_SPAN);
        return registration;
    }

    /** Inside the access line and the span, whose durations hold the wait. */
    @Bean
    FilterRegistrationBean<FairTurns> fairTurns() {
        FilterRegistrationBean<FairTurns> registration = new FilterRegistrationBean<>(new FairTurns());
        registration.setOrder(INSIDE_THE_SPAN + 1);
        return registration;
    }
}
