package io.trovex.ingest.deadletter.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.trovex.ingest.deadletter.Bytes;
import io.trovex.ingest.deadletter.DeadLetter;
import io.trovex.ingest.deadletter.Standing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dead letter with all its headers and its whole key and value. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LetterDetail(
        @JsonUnwrapped LetterView letter,
        @JsonProperty("key") @Nullable Bytes key,
        @JsonProperty("value") @Nullable Bytes value,
        @JsonProperty("headers") List<NamedBytes> headers) {

    static LetterDetail of(DeadLetter letter, Standing standing) {
        return new LetterDetail(
                LetterView.of(letter, standing),
                Bytes.of(letter.key()),
                Bytes.of(letter.value()),
                letter.headers().stream()
                        .map(header -> new NamedBytes(header.name(), Bytes.of(header.value())))
                        .toList());
    }

    /** One header; one name may come several times. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NamedBytes(
            @JsonProperty("name") String name,
            @JsonUnwrapped @Nullable Bytes value) {}
}
