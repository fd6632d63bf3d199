@NullMarked
package io.trovex.index.suggest.web;

import org.jspecify.annotations.NullMarked;
