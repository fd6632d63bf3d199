package io.trovex.stage.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What every HTTP surface takes.
 *
 * @param maxBodySize of a request whose body becomes one object in memory; what streams has its own limits
 */
@Validated
@ConfigurationProperties("trovex.http")
record HttpProperties(@DefaultValue("8MB") DataSize maxBodySize) {

    HttpProperties {
        if (maxBodySize.isNegative() || maxBodySize.toBytes() == 0) {
            throw new IllegalArgumentException("trovex.http.max-body-size must be positive");
        }
    }
}
