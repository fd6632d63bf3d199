package io.trovex.index.search;

import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.Match;
import io.trovex.index.engine.Span;
import io.trovex.index.engine.StoredDocument;
import io.trovex.index.engine.VectorSearch;
import io.trovex.index.query.Notice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The best passages of the documents found, several of one document too, within a budget of tokens. Where two that
 * were chosen overlap they are one, so that nothing is paid for twice; what does not fit is passed over.
 */
final class Context {
    private static final int BYTES_PER_TOKEN = 4;

    private record Candidate(RankedDocument document, Span span, double score) {
        static final Comparator<Candidate> BEST_FIRST = Comparator.comparingDouble(Candidate::score)
                .reversed()
                .thenComparing(candidate -> candidate.document().docId())
                .thenComparingInt(candidate -> candidate.span().start());

        boolean touches(Candidate other) {
            return document.number() == other.document.number()
                    && span.start() <= other.span.end()
                    && other.span.start() <= span.end();
        }

        Candidate with(Candidate other) {
            Span both = new Span(Math.min(span.start(), other.span.start()), Math.max(span.end(), other.span.end()));
            return new Candidate(document, both, Math.max(score, other.score));
        }
    }

    private final IndexView view;
    private final Found found;
    private final List<Notice> notices;
    private final Map<Integer, StoredDocument> read = new HashMap<>();

    /** @param notices takes one more where the best passage does not fit */
    Context(IndexView view, Found found, List<Notice> notices) {
        this.view = view;
        this.found = found;
        this.notices = notices;
    }

    /** Best first. */
    List<ContextPassage> passages(List<RankedDocument> documents, int maxTokens) {
        view.prepare(documents.stream().map(RankedDocument::number).toList());
        List<Candidate> candidates = candidates(documents);
        if (!candidates.isEmpty() && tokens(candidates.getFirst()) > maxTokens) {
            notices.add(Notice.tokenBudget(tokens(candidates.getFirst()), maxTokens));
        }
        List<Candidate> chosen = new ArrayList<>();
        int left = maxTokens;
        for (Candidate candidate : candidates) {
            List<Candidate> touched = chosen.stream().filter(candidate::touches).toList();
            Candidate joined = touched.stream().reduce(candidate, Candidate::with);
            int more = tokens(joined)
                    - touched.stream().mapToInt(each -> tokens(each)).sum();
            if (more <= left) {
                left -= more;
                chosen.removeAll(touched);
                chosen.add(joined);
            }
        }
        return chosen.stream().sorted(Candidate.BEST_FIRST).map(this::passage).toList();
    }

    private List<Candidate> candidates(List<RankedDocument> documents) {
        VectorSearch semantic = found.semantic();
        Map<Integer, List<Match>> near = semantic == null
                ? Map.of()
                : semantic
                        .passages(documents.stream()
                                .map(each -> new Match(each.number(), each.docId(), each.score(), each.passage()))
                                .toList())
                        .stream()
                        .collect(Collectors.groupingBy(Match::number));
        Passages byWords = new Passages(view, found.keyword());
        List<Candidate> candidates = new ArrayList<>();
        for (RankedDocument document : documents) {
            List<Match> passages = near.getOrDefault(document.number(), List.of());
            double best = passages.stream().mapToDouble(Match::score).max().orElse(0);
            List<Candidate> own = best > 0
                    ? passages.stream()
                            .map(each -> new Candidate(
                                    document,
                                    view.passage(each.passage()),
                                    document.score() * Math.max(0, each.score()) / best))
                            .toList()
                    : List.of(new Candidate(document, byWords.span(document, document(document)), document.score()));
            candidates.addAll(own);
        }
        return candidates.stream().sorted(Candidate.BEST_FIRST).toList();
    }

    private ContextPassage passage(Candidate candidate) {
        StoredDocument document = document(candidate.document());
        Span span = candidate.span();
        return new ContextPassage(
                document.docId(),
                document.title(),
                document.source(),
                document.timestamp(),
                candidate.score(),
                text(candidate),
                span.start(),
                span.end(),
                tokens(candidate));
    }

    /** By bytes of UTF-8: a letter of a script that models cut finer has more of them. */
    private int tokens(Candidate candidate) {
        return Math.ceilDiv(text(candidate).getBytes(StandardCharsets.UTF_8).length, BYTES_PER_TOKEN);
    }

    private String text(Candidate candidate) {
        Span span = candidate.span();
        return document(candidate.document()).body().substring(span.start(), span.end());
    }

    private StoredDocument document(RankedDocument ranked) {
        return read.computeIfAbsent(ranked.number(), view::read);
    }
}
