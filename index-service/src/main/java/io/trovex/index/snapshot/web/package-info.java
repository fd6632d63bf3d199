/** {@code /v1/index/snapshots}. */
@NullMarked
package io.trovex.index.snapshot.web;

import org.jspecify.annotations.NullMarked;
