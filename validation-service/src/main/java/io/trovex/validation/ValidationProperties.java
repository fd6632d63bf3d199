package io.trovex.validation;

import io.trovex.validation.record.DocumentLimits;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What a document may be.
 *
 * @param maxBodyLength longest accepted body, in characters
 * @param maxTitleLength longest accepted title, in characters
 * @param maxMetadataEntries most metadata fields
 * @param maxMetadataSize most metadata, keys and values together
 * @param maxAhead how far in the future a timestamp may lie, for clocks and time zones that are off
 * @param earliestTimestamp anything older is taken for a mistake
 */
@Validated
@ConfigurationProperties("trovex.validation")
public record ValidationProperties(
        @DefaultValue("1000000") @Positive int maxBodyLength,
        @DefaultValue("1000") @Positive int maxTitleLength,
        @DefaultValue("64") @Positive int maxMetadataEntries,
        @DefaultValue("16KB") DataSize maxMetadataSize,
        @DefaultValue("1d") Duration maxAhead,
        @DefaultValue("1000-01-01T00:00:00Z") Instant earliestTimestamp) {

    DocumentLimits limits() {
        return new DocumentLimits(
                maxBodyLength,
                maxTitleLength,
                maxMetadataEntries,
                Math.toIntExact(maxMetadataSize.toBytes()),
                maxAhead,
                earliestTimestamp);
    }
}
