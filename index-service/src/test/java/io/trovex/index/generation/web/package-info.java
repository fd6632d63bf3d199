@NullMarked
package io.trovex.index.generation.web;

import org.jspecify.annotations.NullMarked;
