package io.trovex.ingest.upload;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of file whose text can be extracted. */
public enum FileKind {
    @JsonProperty("pdf")
    PDF("application/pdf"),
    @JsonProperty("docx")
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    @JsonProperty("html")
    HTML("text/html", "application/xhtml+xml"),
    @JsonProperty("markdown")
    MARKDOWN("text/markdown", "text/x-web-markdown"),
    @JsonProperty("text")
    TEXT("text/plain");

    private final String mediaType;
    private final String synonym;

    FileKind(String mediaType) {
        this(mediaType, mediaType);
    }

    FileKind(String mediaType, String synonym) {
        this.mediaType = mediaType;
        this.synonym = synonym;
    }

    /** The name that the kind goes by in a document's metadata. */
    public String mediaType() {
        return mediaType;
    }

    /** @param mediaType without parameters, in lower case */
    public static Optional<FileKind> of(String mediaType) {
        return Arrays.stream(values())
                .filter(kind -> kind.mediaType.equals(mediaType) || kind.synonym.equals(mediaType))
                .findAny();
    }
}
