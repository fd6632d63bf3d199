/** Replays over HTTP, in every service. */
@NullMarked
package io.trovex.stage.replay.web;

import org.jspecify.annotations.NullMarked;
