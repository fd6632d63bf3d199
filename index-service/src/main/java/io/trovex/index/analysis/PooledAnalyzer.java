package io.trovex.index.analysis;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.AnalyzerWrapper;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.jspecify.annotations.Nullable;

/**
 * Another analyzer, whose tokenizers and filters go from one text to the next when a stream of theirs is closed. Lucene
 * keeps them for the thread, and each request has a new one: to make them took longer than to read a query.
 */
final class PooledAnalyzer extends AnalyzerWrapper {
    private final Analyzer analyzer;

    PooledAnalyzer(Analyzer analyzer) {
        super(new Pool());
        this.analyzer = analyzer;
    }

    @Override
    protected Analyzer getWrappedAnalyzer(String field) {
        return analyzer;
    }

    @Override
    protected TokenStreamComponents wrapComponents(String field, TokenStreamComponents components) {
        return new TokenStreamComponents(components.getSource(), new Lent(components.getTokenStream()));
    }

    private static final class Pool extends ReuseStrategy {
        private final Queue<TokenStreamComponents> idle = new ConcurrentLinkedQueue<>();

        @Override
        public @Nullable TokenStreamComponents getReusableComponents(Analyzer analyzer, String field) {
            TokenStreamComponents components = idle.poll();
            if (components != null) {
                lend(components);
            }
            return components;
        }

        /** Of new ones, which are in use already. */
        @Override
        public void setReusableComponents(Analyzer analyzer, String field, TokenStreamComponents components) {
            lend(components);
        }

        private void lend(TokenStreamComponents components) {
            ((Lent) components.getTokenStream()).onClose = () -> idle.add(components);
        }
    }

    private static final class Lent extends TokenFilter {
        private @Nullable Runnable onClose;

        Lent(TokenStream tokens) {
            super(tokens);
        }

        @Override
        public boolean incrementToken() throws IOException {
            return input.incrementToken();
        }

        @Override
        public void close() throws IOException {
            super.close();
            Runnable once = onClose;
            onClose = null;
            if (once != null) {
                once.run();
            }
        }
    }
}
