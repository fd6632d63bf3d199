package io.trovex.stage.objects;

import io.trovex.contracts.ContentRef;
import org.jspecify.annotations.Nullable;

/** How a body travels: inline or as a reference, never both. */
public record Claim(@Nullable String content, @Nullable ContentRef contentRef) {}
