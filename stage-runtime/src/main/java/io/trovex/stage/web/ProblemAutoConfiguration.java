package io.trovex.stage.web;

import io.micrometer.tracing.Tracer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.type.LogicalType;

/** Problem responses, access lines and the stages themselves, in every service. */
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@EnableConfigurationProperties(HttpProperties.class)
@Import({
    ProblemAdvice.class,
    ProblemErrorController.class,
    StagesController.class,
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

    /** A value of another type than a field's, or a field given twice, is somebody's mistake, and not for us to read a sense into. */
    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return json -> json.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
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
