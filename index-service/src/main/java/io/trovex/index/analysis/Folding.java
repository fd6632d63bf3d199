package io.trovex.index.analysis;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.AnalyzerWrapper;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/** Takes the accents off another analysis's terms. Off the terms, since stemmers know their endings with accents. */
final class Folding extends AnalyzerWrapper {
    private final Analyzer analyzer;

    Folding(Analyzer analyzer) {
        super(GLOBAL_REUSE_STRATEGY);
        this.analyzer = analyzer;
    }

    @Override
    protected Analyzer getWrappedAnalyzer(String field) {
        return analyzer;
    }

    @Override
    protected TokenStreamComponents wrapComponents(String field, TokenStreamComponents components) {
        return new TokenStreamComponents(components.getSource(), new ASCIIFoldingFilter(components.getTokenStream()));
    }
}
