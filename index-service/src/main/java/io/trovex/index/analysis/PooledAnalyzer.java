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
 * Nothing else may wrap it but by delegation.
 */
final class PooledAnalyzer extends AnalyzerWrapper {
    private final Analyzer analyzer;
    private final Pool pool;

    PooledAnalyzer(Analyzer analyzer) {
        this(analyzer, new Pool());
    }

    private PooledAnalyzer(Analyzer analyzer, Pool pool) {
        super(pool);
        this.analyzer = analyzer;
        this.pool = pool;
    }

    @Override
    protected Analyzer getWrappedAnalyzer(String field) {
        return analyzer;
    }

    @Override
    protected TokenStreamComponents wrapComponents(String field, TokenStreamComponents components) {
        return pool.lent(components);
    }

    private static final class Pool extends ReuseStrategy {
        private final Queue<TokenStreamComponents> idle = new ConcurrentLinkedQueue<>();

        @Override
        public @Nullable TokenStreamComponents getReusableComponents(Analyzer analyzer, String field) {
            TokenStreamComponents components = idle.poll();
            return components == null ? null : lent(components);
        }

        @Override
        public void setReusableComponents(Analyzer analyzer, String field, TokenStreamComponents components) {
            // they are lent, and come back when they are closed
        }

        TokenStreamComponents lent(TokenStreamComponents components) {
            return new TokenStreamComponents(
                    components.getSource(), new Lent(components.getTokenStream(), () -> idle.add(components)));
        }
    }

    /** Of one borrower, who may close it more than once: Lucene's query builder does. */
    private static final class Lent extends TokenFilter {
        private final Runnable giveBack;
        private boolean closed;

        Lent(TokenStream tokens, Runnable giveBack) {
            super(tokens);
            this.giveBack = giveBack;
        }

        @Override
        public boolean incrementToken() throws IOException {
            return input.incrementToken();
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                super.close();
                giveBack.run();
            }
        }
    }
}
