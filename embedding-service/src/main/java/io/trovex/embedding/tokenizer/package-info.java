/** WordPiece as BERT's uncased models learned it, in plain Java, with offsets into the original text. */
@NullMarked
package io.trovex.embedding.tokenizer;

import org.jspecify.annotations.NullMarked;
