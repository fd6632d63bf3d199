package io.trovex.embedding.model.graph;

import static io.trovex.embedding.model.graph.GraphBuilder.MICROSOFT;
import static io.trovex.embedding.model.graph.GraphBuilder.attribute;
import static io.trovex.embedding.model.graph.GraphBuilder.node;

import io.trovex.embedding.model.graph.BertEncoder.Attention;
import io.trovex.embedding.model.graph.BertEncoder.Linear;
import java.util.List;

/** In 32-bit floats, as in the original. */
record FullProjections(GraphBuilder graph, int heads) implements Projections {

    @Override
    public String words(Matrix table, String ids) {
        return graph.add("Gather", List.of(graph.matrix("words.table", table), ids), "words");
    }

    @Override
    public String linear(String name, Linear linear, String input) {
        String weights = graph.matrix(name + ".weights", linear.weights());
        String product = graph.add("MatMul", List.of(input, weights), name + ".product");
        return graph.add("Add", List.of(product, graph.vector(name + ".bias", linear.bias())), name);
    }

    @Override
    public String attention(String name, Attention attention, String input) {
        Linear merged = Projections.merged(attention);
        String weights = graph.matrix(name + ".weights", merged.weights());
        String bias = graph.vector(name + ".bias", merged.bias());
        return graph.add(node(MICROSOFT, "Attention", List.of(input, weights, bias), name)
                .addAttribute(attribute("num_heads", heads)));
    }
}
