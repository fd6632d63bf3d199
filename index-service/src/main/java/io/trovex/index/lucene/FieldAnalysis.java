package io.trovex.index.lucene;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/** Stems the texts that are searched; leaves words as they are where they are completed or corrected. */
final class FieldAnalysis extends DelegatingAnalyzerWrapper {
    /** No phrase reaches from one title to the next, nor into the body. */
    private static final int GAP = 1_000;

    private final Analyzer stems = new EnglishAnalyzer();
    private final Analyzer words = new Words();

    FieldAnalysis() {
        super(PER_FIELD_REUSE_STRATEGY);
    }

    @Override
    protected Analyzer getWrappedAnalyzer(String field) {
        return switch (field) {
            case Fields.WORDS, Fields.TITLE_WORDS -> words;
            default -> stems;
        };
    }

    @Override
    public int getPositionIncrementGap(String field) {
        return GAP;
    }

    private static final class Words extends Analyzer {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer source = new StandardTokenizer();
            return new TokenStreamComponents(source, new LowerCaseFilter(new EnglishPossessiveFilter(source)));
        }
    }
}
