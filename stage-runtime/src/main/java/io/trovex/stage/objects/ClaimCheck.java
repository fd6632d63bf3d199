package io.trovex.stage.objects;

import io.trovex.contracts.ContentRef;
import io.trovex.stage.DependencyUnavailableException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decides how a body travels, and gets it back. */
public final class ClaimCheck {
    /** Longest body that travels inside its event, in bytes of UTF-8. */
    public static final int INLINE_LIMIT = 16 * 1024;

    private final ObjectStore objects;

    public ClaimCheck(ObjectStore objects) {
        this.objects = objects;
    }

    /**
     * Stores a body over the inline limit before anything can refer to it.
     *
     * @throws DependencyUnavailableException while the object store is away
     */
    public Claim deposit(String body) {
        if (body.length() <= INLINE_LIMIT / 3) {
            return new Claim(body, null);
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= INLINE_LIMIT
                ? new Claim(body, null)
                : new Claim(null, new ContentRef(objects.put(ObjectContent.of(bytes)), bytes.length));
    }

    /**
     * @return the body, empty when there is neither content nor reference
     * @throws ObjectMissingException if the reference points to nothing
     * @throws DependencyUnavailableException while the object store is away
     */
    public String redeem(@Nullable String content, @Nullable ContentRef contentRef) {
        if (content != null) {
            return content;
        }
        return contentRef == null ? "" : new String(objects.get(contentRef.sha256()), StandardCharsets.UTF_8);
    }
}
