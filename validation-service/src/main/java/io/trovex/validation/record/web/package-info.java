/** The rules over HTTP: a dry run that submits nothing. */
@NullMarked
package io.trovex.validation.record.web;

import org.jspecify.annotations.NullMarked;
