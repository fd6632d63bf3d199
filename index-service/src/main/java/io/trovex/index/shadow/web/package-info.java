/** {@code /v1/generations/{id}/comparison}. */
@NullMarked
package io.trovex.index.shadow.web;

import org.jspecify.annotations.NullMarked;
