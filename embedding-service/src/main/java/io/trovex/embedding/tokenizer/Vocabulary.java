package io.trovex.embedding.tokenizer;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;

/** The known word pieces, as a trie whose edges lie in one hash table. Immutable. */
final class Vocabulary {
    private static final String CONTINUATION = "##";
    private static final int WORD_START = 0;
    private static final int INSIDE_WORD = 1;
    private static final long NO_EDGE = -1;
    private static final int NO_ID = -1;

    private final Map<String, Integer> idsByPiece;
    private long[] edges = new long[1 << 12];
    private int[] targets = new int[1 << 12];
    private int[] idsByNode = {NO_ID, NO_ID};
    private int nodes = 2;

    Vocabulary(Map<String, Integer> idsByPiece) {
        this.idsByPiece = Map.copyOf(idsByPiece);
        Arrays.fill(edges, NO_EDGE);
        this.idsByPiece.forEach(this::insert);
    }

    /** @throws IllegalArgumentException if the vocabulary lacks it */
    int id(String piece) {
        Integer id = idsByPiece.get(piece);
        if (id == null) {
            throw new IllegalArgumentException("the vocabulary has no " + piece);
        }
        return id;
    }

    int largestId() {
        return Collections.max(idsByPiece.values());
    }

    /**
     * The longest known piece of {@code word} from {@code from} on.
     *
     * @return its end in the upper half and its id in the lower, or -1
     */
    long longestMatch(char[] word, int from, int length) {
        int node = from == 0 ? WORD_START : INSIDE_WORD;
        long match = -1;
        for (int i = from; i < length; i++) {
            node = follow(node, word[i]);
            if (node < 0) {
                break;
            }
            if (idsByNode[node] != NO_ID) {
                match = ((long) (i + 1) << Integer.SIZE) | idsByNode[node];
            }
        }
        return match;
    }

    private void insert(String piece, int id) {
        boolean inside = piece.startsWith(CONTINUATION) && piece.length() > CONTINUATION.length();
        int node = inside ? INSIDE_WORD : WORD_START;
        for (int i = inside ? CONTINUATION.length() : 0; i < piece.length(); i++) {
            int next = follow(node, piece.charAt(i));
            node = next < 0 ? addEdge(node, piece.charAt(i)) : next;
        }
        idsByNode[node] = id;
    }

    private int follow(int node, char c) {
        long edge = edge(node, c);
        for (int slot = slot(edge, edges.length); ; slot = (slot + 1) & (edges.length - 1)) {
            if (edges[slot] == edge) {
                return targets[slot];
            }
            if (edges[slot] == NO_EDGE) {
                return -1;
            }
        }
    }

    private int addEdge(int node, char c) {
        if (nodes * 2 > edges.length) {
            growEdges();
        }
        if (nodes == idsByNode.length) {
            idsByNode = Arrays.copyOf(idsByNode, nodes * 2);
        }
        idsByNode[nodes] = NO_ID;
        put(edges, targets, edge(node, c), nodes);
        return nodes++;
    }

    private void growEdges() {
        long[] largerEdges = new long[edges.length * 2];
        int[] largerTargets = new int[edges.length * 2];
        Arrays.fill(largerEdges, NO_EDGE);
        for (int slot = 0; slot < edges.length; slot++) {
            if (edges[slot] != NO_EDGE) {
                put(largerEdges, largerTargets, edges[slot], targets[slot]);
            }
        }
        edges = largerEdges;
        targets = largerTargets;
    }

    private static void put(long[] edges, int[] targets, long edge, int target) {
        int slot = slot(edge, edges.length);
        while (edges[slot] != NO_EDGE) {
            slot = (slot + 1) & (edges.length - 1);
        }
        edges[slot] = edge;
        targets[slot] = target;
    }

    private static long edge(int node, char c) {
        return ((long) node << Character.SIZE) | c;
    }

    private static int slot(long edge, int slots) {
        return (int) ((edge * 0x9E3779B97F4A7C15L) >>> 40) & (slots - 1);
    }
}
