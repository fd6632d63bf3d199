/** Real documents to try Trovex with. */
@NullMarked
package io.trovex.standalone.sample;

import org.jspecify.annotations.NullMarked;
