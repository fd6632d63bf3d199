/** What users do with results: takes it over HTTP, writes it to the log, and counts it for each document. */
@NullMarked
package io.trovex.feedback;

import org.jspecify.annotations.NullMarked;
