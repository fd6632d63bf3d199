package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What narrowed a search besides its text.
 *
 * @param filter as {@code POST /v1/search} takes it
 * @param moreLike the document that the hits were to be like
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QueryAttributes(
        @JsonProperty("filter") @Nullable Map<String, Object> filter,
        @JsonProperty("more_like") @Nullable String moreLike) {}
