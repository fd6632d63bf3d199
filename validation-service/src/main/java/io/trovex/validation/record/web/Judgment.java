package io.trovex.validation.record.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.contracts.DocumentValidated;
import io.trovex.contracts.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a submission of the document would come to.
 *
 * @param violations every reason against it; empty when accepted
 * @param document as it would go on, its body inline; absent when refused
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Judgment(
        @JsonProperty("accepted") boolean accepted,
        @JsonProperty("violations") List<Violation> violations,
        @JsonProperty("document") @Nullable DocumentValidated document) {}
