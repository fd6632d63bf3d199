package io.trovex.index.lucene;

import io.trovex.contracts.Generation;
import io.trovex.index.analysis.GenerationAnalyzer;
import io.trovex.index.analysis.QueryLanguages;
import io.trovex.index.engine.Completion;
import io.trovex.index.engine.ContentDigest;
import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.IndexStatistics;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.KeywordQuery;
import io.trovex.index.engine.KeywordSearch;
import io.trovex.index.engine.LikeDocument;
import io.trovex.index.engine.MetadataValues;
import io.trovex.index.engine.SampledPassage;
import io.trovex.index.engine.Span;
import io.trovex.index.engine.StoredDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** The index at one moment: what is written meanwhile does not show. Thread-safe, once it is not closed under a reader. */
final class LuceneView implements IndexView {
    private final SegmentedSearcher searcher;
    private final SearcherManager owner;
    private final GenerationAnalyzer analyzer;
    private final IndexSettings settings;
    private final @Nullable Instant asOf;

    LuceneView(
            SegmentedSearcher searcher,
            SearcherManager owner,
            GenerationAnalyzer analyzer,
            IndexSettings settings,
            @Nullable Instant asOf) {
        this.searcher = searcher;
        this.owner = owner;
        this.analyzer = analyzer;
        this.settings = settings;
        this.asOf = asOf;
    }

    @Override
    public @Nullable Instant asOf() {
        return asOf;
    }

    @Override
    public @Nullable Object moment() {
        IndexReader.CacheHelper helper = searcher.getIndexReader().getReaderCacheHelper();
        return helper == null ? null : helper.getKey();
    }

    @Override
    public LuceneKeywordSearch keyword(KeywordQuery query) {
        try {
            return new LuceneKeywordSearch(
                    searcher, query, queryLanguages(), settings.bm25().titleWeight());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable LikeDocument like(String docId) {
        try {
            return new LikenessReader(searcher, analyzer).read(docId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Completion> titlesLike(String typed, int most) {
        try {
            return new TitleCompletions(searcher).of(typed, most);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Completion> wordsLike(String typed, int most) {
        try {
            return new WordCompletions(searcher).of(typed, most);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable String corrected(String typed, boolean lastIsWhole) {
        try {
            return new Spelling(searcher.getIndexReader(), queryLanguages()).correct(typed, lastIsWhole);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean hasMetadata(String key) {
        try {
            return searcher.getIndexReader().docFreq(new Term(Fields.METADATA_KEY, key)) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Set<String> languages() {
        return queryLanguages().labels();
    }

    /** @param vector of the generation's dimension, and not zero */
    @Override
    public LuceneVectorSearch semantic(float[] vector) {
        return new LuceneVectorSearch(searcher, vector, settings.exactPassages(), this::queryLanguages);
    }

    /** No documents yet. */
    @Override
    public LuceneMatchedDocuments matched() {
        return new LuceneMatchedDocuments(searcher);
    }

    /** Every document that passes and has one of the words. */
    @Override
    public LuceneMatchedDocuments matched(KeywordSearch keyword, DocumentFilter filter) {
        try {
            LuceneMatchedDocuments matched = matched();
            matched.add(((LuceneKeywordSearch) keyword).query(filter));
            return matched;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<Integer, String> values(DocumentField field, Collection<Integer> numbers) {
        try {
            Map<Integer, String> values = new HashMap<>();
            Segment segment = null;
            FieldTerms terms = null;
            for (int number : numbers.stream().sorted().toList()) {
                Segment own = searcher.segmentOf(number);
                if (terms == null || own != segment) {
                    segment = own;
                    terms = FieldTerms.of(own.context().reader(), field);
                }
                int value = terms.advance(own.local(number)) ? terms.next() : FieldTerms.NO_MORE;
                if (value != FieldTerms.NO_MORE) {
                    values.put(number, terms.text(value));
                }
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public StoredDocument read(int number) {
        try {
            Document stored = searcher.storedFields().document(number);
            BytesRef metadata = stored.getBinaryValue(Fields.STORED_METADATA);
            return new StoredDocument(
                    stored.get(Fields.DOC_ID),
                    text(stored, Fields.STORED_TITLE),
                    stored.get(Fields.STORED_CONTENT),
                    text(stored, Fields.SOURCE),
                    text(stored, Fields.LANGUAGE),
                    Instant.parse(stored.get(Fields.STORED_TIMESTAMP)),
                    MetadataValues.decode(metadata.bytes, metadata.offset, metadata.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable StoredDocument document(String docId) {
        try {
            int number = DocumentLookup.number(searcher, docId);
            return number == DocumentLookup.NONE ? null : read(number);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the passage of {@link Match#passage} stands in its document's body. */
    @Override
    public Span passage(int number) {
        try {
            Segment segment = searcher.segmentOf(number);
            LeafReader reader = segment.context().reader();
            int passage = segment.local(number);
            return new Span(offset(reader, Fields.START, passage), offset(reader, Fields.END, passage));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All passages of the document of {@link Match#number}, in the order of its body. */
    @Override
    public List<Span> passages(int number) {
        try {
            Segment segment = searcher.segmentOf(number);
            Segment.PassageVectors vectors = segment.vectors();
            List<Span> passages = new ArrayList<>();
            if (vectors != null) {
                vectors.visit(segment.local(number), passage -> passages.add(passage(segment.global(passage))));
            }
            return passages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads something of every document. */
    @Override
    public ContentDigest digest() {
        try {
            return HeldContents.digest(searcher);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By the ids of the documents in those ranges of the {@link #digest}, a hash of version and content. */
    @Override
    public Map<String, Long> contents(BitSet ranges) {
        try {
            return HeldContents.of(searcher, ranges);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Up to {@code most} documents from anywhere in the index, spread over it; equal for an equal view. */
    @Override
    public List<StoredDocument> sample(int most) {
        try {
            TopDocs all = searcher.search(Fields.DOCUMENTS, Math.max(1, most * 50));
            List<StoredDocument> sample = new ArrayList<>();
            int step = Math.max(1, all.scoreDocs.length / most);
            for (int i = 0; i < all.scoreDocs.length && sample.size() < most; i += step) {
                sample.add(read(all.scoreDocs[i].doc));
            }
            return sample;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many passages can be found. */
    @Override
    public int passages() {
        try {
            return searcher.count(Fields.PASSAGES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So many of the passages, or all, each as likely as another. */
    @Override
    public List<SampledPassage> samplePassages(int most, RandomGenerator random) {
        try {
            return new PassageSample(searcher, random).take(Math.min(most, passages()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a document or of its tombstone; empty where there is neither. */
    @Override
    public OptionalLong version(String docId) {
        try {
            HeldVersions.Held held = new HeldVersions().of(docId, searcher.getIndexReader());
            return held == null ? OptionalLong.empty() : OptionalLong.of(held.version());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    IndexStatistics statistics(Generation generation, @Nullable Instant committedAt, Map<Integer, Long> offsets) {
        try {
            return new IndexStatistics(
                    generation,
                    searcher.count(Fields.DOCUMENTS),
                    searcher.count(Fields.TOMBSTONES),
                    searcher.count(Fields.PASSAGES),
                    searcher.segments().size(),
                    committedAt,
                    offsets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            owner.release(searcher);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** That words of a query may be of. */
    private QueryLanguages queryLanguages() {
        try {
            return analyzer == GenerationAnalyzer.ENGLISH ? QueryLanguages.english() : searcher.languages();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String text(Document stored, String field) {
        IndexableField value = stored.getField(field);
        return value == null ? null : value.stringValue();
    }

    private static int offset(LeafReader reader, String field, int passage) throws IOException {
        NumericDocValues values = reader.getNumericDocValues(field);
        if (values == null || !values.advanceExact(passage)) {
            throw new IOException("passage " + passage + " has no " + field);
        }
        return Math.toIntExact(values.longValue());
    }
}
