package io.trovex.index.lucene;

import io.trovex.index.analysis.TextAnalysis;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;

/** The analysis of each field: stems where it is searched, words as they are where they are completed or corrected. */
final class FieldAnalysis extends DelegatingAnalyzerWrapper {
    /** No phrase reaches from one title to the next, nor into the body. */
    private static final int GAP = 1_000;

    FieldAnalysis() {
        super(PER_FIELD_REUSE_STRATEGY);
    }

    @Override
    protected Analyzer getWrappedAnalyzer(String field) {
        return switch (field) {
            case Fields.WORDS, Fields.TITLE_WORDS -> TextAnalysis.WORDS;
            default -> TextAnalysis.STEMS;
        };
    }

    @Override
    public int getPositionIncrementGap(String field) {
        return GAP;
    }
}
