package io.trovex.index.lucene;

import io.trovex.contracts.DocumentEmbedded;
import io.trovex.contracts.Passage;
import io.trovex.index.engine.IndexableDocument;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** 64 bits over everything the index keeps of a document: equal for a redelivered record, which then costs no write. */
final class Fingerprint {
    private final MessageDigest digest = sha256();

    private Fingerprint() {}

    static long of(IndexableDocument document) {
        Fingerprint fingerprint = new Fingerprint();
        DocumentEmbedded event = document.event();
        fingerprint.add(event.operation());
        fingerprint.add(event.title());
        fingerprint.add(document.body());
        fingerprint.add(event.source());
        fingerprint.add(event.timestamp());
        fingerprint.add(event.language());
        fingerprint.add(new TreeMap<>(event.metadata()));
        for (Passage passage : event.passages()) {
            fingerprint.add(passage.start() + "-" + passage.end());
            fingerprint.add(passage.embedding().components());
        }
        return ByteBuffer.wrap(fingerprint.digest.digest()).getLong();
    }

    private void add(@Nullable Object value) {
        byte[] bytes = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(value == null ? -1 : bytes.length)
                .flip());
        digest.update(bytes);
    }

    private void add(float[] components) {
        ByteBuffer bytes = ByteBuffer.allocate(components.length * Float.BYTES);
        bytes.asFloatBuffer().put(components);
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
