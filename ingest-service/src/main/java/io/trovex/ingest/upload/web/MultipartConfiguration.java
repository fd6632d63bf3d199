package io.trovex.ingest.upload.web;

import io.trovex.ingest.UploadProperties;
import jakarta.servlet.MultipartConfigElement;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the one endpoint that asks for the parts of a request have them; no other reads any. */
@Configuration(proxyBeanMethods = false)
class MultipartConfiguration {
    private static final int IN_MEMORY = 64 << 10;

    @Bean
    MultipartConfigElement multipartConfigElement(UploadProperties properties) {
        return new MultipartConfigElement(
                "",
                properties.maxFileSize().toBytes(),
                properties.maxRequestSize().toBytes(),
                IN_MEMORY);
    }
}
