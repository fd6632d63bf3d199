/** The contract between the services: events, topics and headers. JSON Schemas and samples lie beside it as resources. */
@NullMarked
package io.trovex.contracts;

import org.jspecify.annotations.NullMarked;
