package io.trovex.ingest.upload.extraction;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.ingest.upload.FileKind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What an extracting process and its parent say to each other: JSON, one line a message. */
final class ExtractionMessages {
    static final JsonMapper JSON = JsonMapper.builder().build();

    /** @param file its path; the process reads nothing else */
    record Question(
            @JsonProperty("file") String file,
            @JsonProperty("kind") FileKind kind) {}

    /** Either a text or a code. */
    record Answer(
            @JsonProperty("title") @Nullable String title,
            @JsonProperty("text") @Nullable String text,
            @JsonProperty("code") @Nullable String code,
            @JsonProperty("detail") @Nullable String detail) {

        static Answer of(ExtractedText extracted) {
            return new Answer(extracted.title(), extracted.text(), null, null);
        }

        static Answer of(ExtractionException failure) {
            return new Answer(null, null, failure.code(), failure.detail());
        }

        ExtractedText extracted() throws ExtractionException {
            if (text == null) {
                throw ExtractionException.permanent(String.valueOf(code), String.valueOf(detail));
            }
            return new ExtractedText(title, text);
        }
    }

    private ExtractionMessages() {}
}
