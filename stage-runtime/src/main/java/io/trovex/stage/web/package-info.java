/** Problem responses (RFC 9457) and access lines that every HTTP surface shares. */
@NullMarked
package io.trovex.stage.web;

import org.jspecify.annotations.NullMarked;
