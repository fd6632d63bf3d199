package io.trovex.embedding.model.graph;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * A fused graph and what it must agree with.
 *
 * @param onnx the graph as a file, outside of the heap
 * @param golden vectors that the published graph gave known texts, one after the other
 */
public record CheckedGraph(ByteBuffer onnx, FloatBuffer golden) {}
