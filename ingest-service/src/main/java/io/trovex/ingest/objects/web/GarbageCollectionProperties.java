package io.trovex.ingest.objects.web;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which objects a collection leaves alone.
 *
 * @param grace objects put within it are kept: longer than any document may take from its object to its event
 */
@Validated
@ConfigurationProperties("trovex.objects.gc")
public record GarbageCollectionProperties(
        @DefaultValue("24h") @NotNull @DurationMin(seconds = 1)
        Duration grace) {}
