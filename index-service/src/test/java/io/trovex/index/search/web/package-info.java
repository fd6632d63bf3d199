@NullMarked
package io.trovex.index.search.web;

import org.jspecify.annotations.NullMarked;
