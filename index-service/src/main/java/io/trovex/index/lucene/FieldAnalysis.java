package io.trovex.index.lucene;

import io.trovex.index.analysis.TextAnalysis;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;

/** Words as they are, to complete and to correct them. What is searched comes as {@link TextIn}. */
final class FieldAnalysis extends DelegatingAnalyzerWrapper {
    /** No phrase reaches from one title to the next, nor into the body. */
    private static final int GAP = 1_000;

    FieldAnalysis() {
        super(PER_FIELD_REUSE_STRATEGY);
    }

    @Override
    protected Analyzer getWrappedAnalyzer(String field) {
        return TextAnalysis.WORDS;
    }

    @Override
    public int getPositionIncrementGap(String field) {
        return GAP;
    }
}
