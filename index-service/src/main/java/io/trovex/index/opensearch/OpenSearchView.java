package io.trovex.index.opensearch;

import io.trovex.contracts.Vector;
import io.trovex.index.analysis.QueryLanguages;
import io.trovex.index.engine.Completion;
import io.trovex.index.engine.ContentDigest;
import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.KeywordQuery;
import io.trovex.index.engine.KeywordSearch;
import io.trovex.index.engine.LikeDocument;
import io.trovex.index.engine.MetadataTerms;
import io.trovex.index.engine.MetadataValues;
import io.trovex.index.engine.Rankings;
import io.trovex.index.engine.SampledPassage;
import io.trovex.index.engine.Span;
import io.trovex.index.engine.StoredDocument;
import io.trovex.index.engine.VectorSearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An index of OpenSearch at one moment. What is read of a document is remembered as long as the view is open. */
final class OpenSearchView implements IndexView {
    private static final int PAGE = 200;
    private static final List<String> CONTENTS =
            List.of(StoredFields.DOC_ID, StoredFields.VERSION, StoredFields.CONTENT_HASH);

    private final PointInTime moment;
    private final PresentLanguages languages;
    private final int exactPassages;
    private final Remembered<Long> counted;
    private final @Nullable Instant asOf;
    private final Numbering numbering = new Numbering();
    private final Map<Integer, JsonNode> documents = new ConcurrentHashMap<>();

    OpenSearchView(
            PointInTime moment,
            PresentLanguages languages,
            int exactPassages,
            Remembered<Long> counted,
            @Nullable Instant asOf) {
        this.languages = languages;
        this.moment = moment;
        this.asOf = asOf;
        this.counted = counted;
        this.exactPassages = exactPassages;
    }

    @Override
    public @Nullable Instant asOf() {
        return asOf;
    }

    @Override
    public OpenSearchKeywordSearch keyword(KeywordQuery query) {
        return new OpenSearchKeywordSearch(moment, numbering, languages, query);
    }

    @Override
    public @Nullable LikeDocument like(String docId) {
        return new OpenSearchLikeness(moment, languages).of(docId);
    }

    @Override
    public List<Completion> titlesLike(String typed, int most) {
        return new TitleCompletions(moment).of(typed, most);
    }

    @Override
    public List<Completion> wordsLike(String typed, int most) {
        return new WordCompletions(moment).of(typed, most);
    }

    @Override
    public @Nullable String corrected(String typed, boolean lastIsWhole) {
        return new Spelling(new Vocabulary(moment), languages).correct(typed, lastIsWhole);
    }

    @Override
    public boolean hasMetadata(String key) {
        return !moment.hits(Map.of(
                        "size", 1, "_source", false, "query", Filters.terms(StoredFields.METADATA_KEY, List.of(key))))
                .isEmpty();
    }

    @Override
    public Set<String> languages() {
        return queryLanguages().labels();
    }

    QueryLanguages queryLanguages() {
        return languages.get();
    }

    @Override
    public OpenSearchVectorSearch semantic(float[] vector) {
        return new OpenSearchVectorSearch(moment, numbering, vector, exactPassages, counted, languages);
    }

    @Override
    public Rankings rank(KeywordSearch keyword, int words, VectorSearch semantic, int near, DocumentFilter filter) {
        OpenSearchVectorSearch nearest = (OpenSearchVectorSearch) semantic;
        OpenSearchVectorSearch.Question question = nearest.question(filter, near);
        OpenSearchKeywordSearch.Answered both =
                ((OpenSearchKeywordSearch) keyword).rankWith(filter, words, question.body());
        return new Rankings(both.worded(), nearest.ranking(question, Objects.requireNonNull(both.other())));
    }

    @Override
    public OpenSearchMatchedDocuments matched() {
        return new OpenSearchMatchedDocuments(moment, numbering, null);
    }

    @Override
    public OpenSearchMatchedDocuments matched(KeywordSearch keyword, DocumentFilter filter) {
        return new OpenSearchMatchedDocuments(moment, numbering, ((OpenSearchKeywordSearch) keyword).query(filter));
    }

    @Override
    public Map<Integer, String> values(DocumentField field, Collection<Integer> numbers) {
        Map<Integer, String> values = new HashMap<>();
        String name = Filters.name(field);
        String prefix = field.kind() == DocumentField.Kind.METADATA ? MetadataTerms.prefix(field.key()) : "";
        moment.each(
                Filters.terms(
                        StoredFields.DOC_ID,
                        numbers.stream().map(numbering::docId).toList()),
                List.of(StoredFields.DOC_ID, name),
                fields -> fields.path(name)
                        .valueStream()
                        .map(JsonNode::asString)
                        .filter(value -> value.startsWith(prefix))
                        .findFirst()
                        .ifPresent(value -> values.put(
                                numbering.number(value(fields, StoredFields.DOC_ID)),
                                value.substring(prefix.length()))));
        return values;
    }

    @Override
    public void prepare(Collection<Integer> numbers) {
        List<String> docIds = numbers.stream()
                .filter(number -> !documents.containsKey(number))
                .map(numbering::docId)
                .toList();
        for (int from = 0; from < docIds.size(); from += PAGE) {
            List<String> page = docIds.subList(from, Math.min(from + PAGE, docIds.size()));
            for (JsonNode hit : moment.hits(Map.of(
                    "size",
                    page.size(),
                    "query",
                    Filters.terms(StoredFields.DOC_ID, page),
                    "_source",
                    Map.of("excludes", List.of(StoredFields.VECTOR))))) {
                JsonNode source = hit.path("_source");
                documents.put(numbering.number(source.path(StoredFields.DOC_ID).asString()), source);
            }
        }
    }

    @Override
    public StoredDocument read(int number) {
        return stored(source(number));
    }

    @Override
    public @Nullable StoredDocument document(String docId) {
        JsonNode found = moment.hits(Map.of(
                        "size",
                        1,
                        "query",
                        Filters.bool(
                                "filter",
                                List.of(Filters.DOCUMENTS, Filters.terms(StoredFields.DOC_ID, List.of(docId)))),
                        "_source",
                        Map.of("excludes", List.of(StoredFields.PASSAGES))))
                .path(0);
        return found.isMissingNode() ? null : stored(found.path("_source"));
    }

    @Override
    public Span passage(int number) {
        return numbering.passage(number);
    }

    @Override
    public List<Span> passages(int number) {
        List<Span> passages = new ArrayList<>();
        source(number)
                .path(StoredFields.PASSAGES)
                .forEach(passage -> passages.add(new Span(
                        passage.path("start").asInt(), passage.path("end").asInt())));
        return passages;
    }

    @Override
    public ContentDigest digest() {
        ContentDigest digest = new ContentDigest();
        moment.each(
                Filters.DOCUMENTS,
                CONTENTS,
                fields -> digest.add(
                        value(fields, StoredFields.DOC_ID),
                        fields.path(StoredFields.VERSION).path(0).asLong(),
                        text(fields.path(StoredFields.CONTENT_HASH).path(0))));
        return digest;
    }

    @Override
    public Map<String, Long> contents(BitSet ranges) {
        Map<String, Long> contents = new HashMap<>();
        moment.each(Filters.DOCUMENTS, CONTENTS, fields -> {
            String docId = value(fields, StoredFields.DOC_ID);
            if (ranges.get(ContentDigest.range(docId))) {
                long version = fields.path(StoredFields.VERSION).path(0).asLong();
                String hash = text(fields.path(StoredFields.CONTENT_HASH).path(0));
                contents.put(docId, ContentDigest.content(docId, version, hash));
            }
        });
        return contents;
    }

    @Override
    public List<StoredDocument> sample(int most) {
        return drawn(most, 1, List.of(StoredFields.PASSAGES)).stream()
                .map(OpenSearchView::stored)
                .toList();
    }

    @Override
    public int passages() {
        return moment.search(Map.of(
                        "size",
                        0,
                        "query",
                        Filters.DOCUMENTS,
                        "aggs",
                        Map.of("passages", Map.of("nested", Map.of("path", StoredFields.PASSAGES)))))
                .path("aggregations")
                .path("passages")
                .path("doc_count")
                .asInt();
    }

    /** Documents are drawn, with all their passages. */
    @Override
    public List<SampledPassage> samplePassages(int most, RandomGenerator random) {
        List<SampledPassage> sampled = new ArrayList<>();
        for (JsonNode source : drawn(most, random.nextInt(1, Integer.MAX_VALUE), List.of())) {
            String body = source.path(StoredFields.CONTENT).asString();
            for (JsonNode passage : source.path(StoredFields.PASSAGES)) {
                if (sampled.size() < most) {
                    String text = body.substring(
                            passage.path("start").asInt(), passage.path("end").asInt());
                    sampled.add(new SampledPassage(
                            text(source.path(StoredFields.TITLE)),
                            text,
                            Vector.of(components(passage.path("vector")))));
                }
            }
        }
        return sampled;
    }

    @Override
    public OptionalLong version(String docId) {
        JsonNode held = moment.hits(Map.of(
                        "size",
                        1,
                        "query",
                        Filters.terms(StoredFields.DOC_ID, List.of(docId)),
                        "_source",
                        false,
                        "docvalue_fields",
                        List.of(StoredFields.VERSION)))
                .path(0);
        return held.isMissingNode()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        held.path("fields").path(StoredFields.VERSION).path(0).asLong());
    }

    @Override
    public void close() {
        moment.close();
    }

    static String docId(JsonNode hit) {
        return value(hit.path("fields"), StoredFields.DOC_ID);
    }

    /** In an order that the seed makes; pages, since whole documents are large. */
    private List<JsonNode> drawn(int most, int seed, List<String> excluded) {
        Map<String, ?> shuffled = Map.of(
                "function_score",
                Map.of(
                        "query",
                        Filters.DOCUMENTS,
                        "random_score",
                        Map.of("seed", seed, "field", StoredFields.DOC_ID),
                        "boost_mode",
                        "replace"));
        Map<String, Object> body = new HashMap<>(Map.of(
                "query",
                shuffled,
                "_source",
                Map.of("excludes", excluded),
                "sort",
                List.of(Map.of("_score", "desc"), Map.of(StoredFields.DOC_ID, "asc"))));
        List<JsonNode> drawn = new ArrayList<>();
        boolean more = true;
        while (more && drawn.size() < most) {
            int size = Math.min(PAGE, most - drawn.size());
            body.put("size", size);
            JsonNode page = moment.hits(body);
            page.forEach(hit -> drawn.add(hit.path("_source")));
            more = page.size() == size;
            if (more) {
                body.put("search_after", page.get(page.size() - 1).path("sort"));
            }
        }
        return drawn;
    }

    private JsonNode source(int number) {
        prepare(List.of(number));
        JsonNode source = documents.get(number);
        if (source == null) {
            throw new NoSuchElementException("no document " + number + " in this view");
        }
        return source;
    }

    private static StoredDocument stored(JsonNode source) {
        byte[] metadata = Base64.getDecoder()
                .decode(source.path(StoredFields.METADATA_VALUES).asString());
        try {
            return new StoredDocument(
                    source.path(StoredFields.DOC_ID).asString(),
                    text(source.path(StoredFields.TITLE)),
                    source.path(StoredFields.CONTENT).asString(),
                    text(source.path(StoredFields.SOURCE)),
                    text(source.path(StoredFields.LANGUAGE)),
                    Instant.parse(source.path(StoredFields.WRITTEN_AT).asString()),
                    MetadataValues.decode(metadata, 0, metadata.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static float[] components(JsonNode json) {
        float[] components = new float[json.size()];
        for (int i = 0; i < components.length; i++) {
            components[i] = json.path(i).floatValue();
        }
        return components;
    }

    private static String value(JsonNode fields, String field) {
        return fields.path(field).path(0).asString();
    }

    static @Nullable String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? null : value.asString();
    }
}
