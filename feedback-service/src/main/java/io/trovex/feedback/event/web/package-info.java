/** Takes events over HTTP and answers with what has been counted. */
@NullMarked
package io.trovex.feedback.event.web;

import org.jspecify.annotations.NullMarked;
