package io.trovex.index.opensearch;

import io.trovex.index.engine.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives documents and passages the numbers that they have within one view. Thread-safe. */
final class Numbering {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> docIds = new ArrayList<>();
    private final List<Span> passages = new ArrayList<>();

    synchronized int number(String docId) {
        return numbers.computeIfAbsent(docId, id -> {
            docIds.add(id);
            return docIds.size() - 1;
        });
    }

    synchronized String docId(int number) {
        return docIds.get(number);
    }

    synchronized int passage(Span span) {
        passages.add(span);
        return passages.size() - 1;
    }

    synchronized Span passage(int number) {
        return passages.get(number);
    }
}
