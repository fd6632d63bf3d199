package io.trovex.embedding.web;

import io.trovex.contracts.Vector;

/** How a vector is written into the response. */
enum EncodingFormat {
    FLOAT {
        @Override
        Object write(Vector vector) {
            return vector.components();
        }
    },
    BASE64 {
        @Override
        Object write(Vector vector) {
            return vector.toBase64();
        }
    };

    abstract Object write(Vector vector);
}
