package io.trovex.embedding.model;

/** A thread's own way into a model, in buffers that it keeps. Not thread-safe. */
public interface Encoder {

    /**
     * The text's vector, as long as the model's dimension.
     *
     * @throws InferenceException if the model cannot run
     */
    float[] encode(TokenIds tokens);
}
