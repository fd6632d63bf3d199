package io.trovex.index.search.statics;

import io.trovex.contracts.Generation;
import io.trovex.contracts.Vector;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.index.lucene.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.util.VectorUtil;

/** Documents of a model that gives each word a direction and adds them up. */
public final class WordyDocuments {
    public static final Generation GENERATION = new Generation("g1-words", "adding-model", 24);

    /** Its words, which stemming leaves alone. */
    private static final List<String> WORDS = Stream.iterate(0, i -> i + 1)
            .limit(80)
            .map(i -> "" + (char) ('b' + i % 20) + (char) ('a' + i / 20 * 4) + "k")
            .toList();

    private final Random random;
    private final float[][] directions;
    private int next;

    public WordyDocuments(long seed) {
        random = new Random(seed);
        directions = new float[WORDS.size()][];
        for (int word = 0; word < directions.length; word++) {
            directions[word] = Documents.direction(random, GENERATION.dimension());
        }
    }

    /** One passage each, over the whole body. */
    public List<IndexableDocument> more(int count) {
        List<IndexableDocument> documents = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String body = text(8);
            documents.add(new IndexableDocument(
                    Documents.document("doc-" + next++, body, vector(body)).event(GENERATION), body));
        }
        return documents;
    }

    public String text(int words) {
        return random.ints(words, 0, WORDS.size()).mapToObj(WORDS::get).collect(Collectors.joining(" "));
    }

    /** What the model makes of a text. */
    public float[] vector(String text) {
        float[] sum = new float[GENERATION.dimension()];
        for (String word : text.split(" ", -1)) {
            float[] direction = directions[WORDS.indexOf(word)];
            for (int i = 0; i < sum.length; i++) {
                sum[i] += direction[i];
            }
        }
        return Vector.of(VectorUtil.l2normalize(sum)).components();
    }
}
