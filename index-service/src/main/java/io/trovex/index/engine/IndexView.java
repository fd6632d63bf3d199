package io.trovex.index.engine;

import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** An index at one moment: what is written meanwhile does not show. Thread-safe, once it is not closed under a reader. */
public interface IndexView extends AutoCloseable {
    /** Every document whose submission was acknowledged before is in it, or was refused; null while nobody knows. */
    @Nullable
    Instant asOf();

    /** Never equal in views that see different things; null where the engine cannot tell. Keeps nothing of the view. */
    default @Nullable Object moment() {
        return null;
    }

    /** Of nothing but words. */
    default KeywordSearch keyword(String text) {
        return keyword(KeywordQuery.plain(text));
    }

    KeywordSearch keyword(KeywordQuery query);

    /** What documents like this one are found by; null when it is not there. */
    @Nullable
    LikeDocument like(String docId);

    /** Titles that what is typed may be the beginning of, or part of. */
    List<Completion> titlesLike(String typed, int most);

    /**
     * Words that the last one typed may be the beginning of, each behind the words before it: those that documents have
     * together with these, but for any that the index does not have. Where there are none, those that documents have at
     * all, and then some deleted documents count.
     */
    List<Completion> wordsLike(String typed, int most);

    /**
     * What may have been meant; null when there is nothing to correct.
     *
     * @param lastIsWhole whether the last word is typed to its end
     */
    @Nullable
    String corrected(String typed, boolean lastIsWhole);

    /** Whether a document has a value of that name. */
    boolean hasMetadata(String key);

    /** Labels of the languages that its documents were read in, and a query's words may be of; never empty. */
    Set<String> languages();

    /** @param vector of the generation's dimension, and not zero */
    VectorSearch semantic(float[] vector);

    /** Both rankings, {@code words} and {@code near} documents long; an engine that is far is asked for both at once. */
    default Rankings rank(KeywordSearch keyword, int words, VectorSearch semantic, int near, DocumentFilter filter) {
        try (Beside<Ranking> worded = Beside.begin(() -> keyword.rank(filter, words))) {
            Ranking meant = semantic.rank(filter, near);
            return new Rankings(worded.result(), meant);
        }
    }

    /** No documents yet. */
    MatchedDocuments matched();

    /** Every document that passes and has one of the words. */
    MatchedDocuments matched(KeywordSearch keyword, DocumentFilter filter);

    /**
     * By document number, of several values the first in the order of their texts; absent where a document has none.
     *
     * @param field any but the timestamp
     */
    Map<Integer, String> values(DocumentField field, Collection<Integer> numbers);

    /** Tells which documents will be read, for an engine that reads many as fast as one. */
    default void prepare(Collection<Integer> numbers) {}

    StoredDocument read(int number);

    /** Null when it is not there. */
    @Nullable
    StoredDocument document(String docId);

    /** Where the passage of {@link Match#passage} stands in its document's body. */
    Span passage(int number);

    /** All passages of the document of {@link Match#number}, in the order of its body. */
    List<Span> passages(int number);

    /** Reads something of every document. */
    ContentDigest digest();

    /** By the ids of the documents in those ranges of the {@link #digest}, a hash of version and content. */
    Map<String, Long> contents(BitSet ranges);

    /** Up to {@code most} documents from anywhere in the index, spread over it; equal for an equal view. */
    List<StoredDocument> sample(int most);

    /** How many there are. */
    int passages();

    /** So many of the passages, or all, each as likely as another. */
    List<SampledPassage> samplePassages(int most, RandomGenerator random);

    /** Of a document or of its tombstone; empty where there is neither. */
    OptionalLong version(String docId);

    @Override
    void close();
}
