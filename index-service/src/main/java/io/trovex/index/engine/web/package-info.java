/** What an engine's absence means over HTTP. */
@NullMarked
package io.trovex.index.engine.web;

import org.jspecify.annotations.NullMarked;
