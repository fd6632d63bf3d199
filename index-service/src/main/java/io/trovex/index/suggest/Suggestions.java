package io.trovex.index.suggest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to what somebody types.
 *
 * @param generation whose index answered
 * @param didYouMean the whole text with its unknown words corrected; absent when there is nothing to correct
 * @param suggestions titles first, then words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Suggestions(
        @JsonProperty("generation") String generation,
        @JsonProperty("did_you_mean") @Nullable String didYouMean,
        @JsonProperty("suggestions") List<Suggestion> suggestions) {}
