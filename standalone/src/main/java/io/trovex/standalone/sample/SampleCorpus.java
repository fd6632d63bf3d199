package io.trovex.standalone.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Opening paragraphs of Wikipedia articles; see {@code sample/ATTRIBUTION.md} beside them. */
public final class SampleCorpus {
    public static final int DOCUMENTS = 2_500;

    /** Finds the article "Disease X", which has none of these words. */
    public static final String QUERY = "an illness nobody has caught yet";

    private SampleCorpus() {}

    /** One document a line, in the JSON that {@code /v1/documents:bulk} takes. The caller closes it. */
    public static BufferedReader open() {
        try {
            InputStream gzip =
                    Objects.requireNonNull(SampleCorpus.class.getResourceAsStream("/sample/wikipedia.jsonl.gz"));
            return new BufferedReader(new InputStreamReader(new GZIPInputStream(gzip), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
