package io.trovex.embedding.model;

/** What the model sees of a text. Made by {@link EmbeddingModel#prepare}. */
public final class TokenIds {
    private final int[] ids;

    TokenIds(int[] ids) {
        this.ids = ids;
    }

    public int size() {
        return ids.length;
    }

    int[] toArray() {
        return ids;
    }

    int get(int i) {
        return ids[i];
    }
}
