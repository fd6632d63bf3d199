package io.trovex.index.analysis;

import java.io.IOException;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.AnalyzerWrapper;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Puts a mark before another analysis's terms. All languages share one field: without it the French stem of "career"
 * would find every English "car".
 */
final class Marking extends AnalyzerWrapper {
    private final Analyzer analyzer;
    private final char[] mark;

    /** @param mark what no tokenizer leaves in a term */
    Marking(Analyzer analyzer, String mark) {
        super(GLOBAL_REUSE_STRATEGY);
        this.analyzer = analyzer;
        this.mark = mark.toCharArray();
    }

    @Override
    protected Analyzer getWrappedAnalyzer(String field) {
        return analyzer;
    }

    @Override
    protected TokenStreamComponents wrapComponents(String field, TokenStreamComponents components) {
        return new TokenStreamComponents(components.getSource(), new Marked(components.getTokenStream(), mark));
    }

    private static final class Marked extends TokenFilter {
        private final char[] mark;
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

        Marked(TokenStream terms, char[] mark) {
            super(terms);
            this.mark = mark;
        }

        @Override
        public boolean incrementToken() throws IOException {
            if (!input.incrementToken()) {
                return false;
            }
            int length = term.length();
            char[] marked = term.resizeBuffer(mark.length + length);
            System.arraycopy(marked, 0, marked, mark.length, length);
            System.arraycopy(mark, 0, marked, 0, mark.length);
            term.setLength(mark.length + length);
            return true;
        }
    }
}
