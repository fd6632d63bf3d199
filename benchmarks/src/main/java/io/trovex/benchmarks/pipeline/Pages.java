package io.trovex.benchmarks.pipeline;

import io.trovex.client.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Documents made of a corpus's paragraphs. */
final class Pages {
    private Pages() {}

    /** Joins each run of {@code size} paragraphs to one document, named after the first. */
    static List<Document> of(List<Document> paragraphs, int size) {
        List<Document> pages = new ArrayList<>();
        for (int from = 0; from + size <= paragraphs.size(); from += size) {
            Document first = paragraphs.get(from);
            String content = paragraphs.subList(from, from + size).stream()
                    .map(Document::content)
                    .collect(Collectors.joining("\n\n"));
            pages.add(Document.of(first.docId(), first.title(), content, first.source()));
        }
        return pages;
    }

    /** The same documents as new ones, whose passages no cache knows: the title is part of every passage. */
    static List<Document> numbered(List<Document> documents, String round) {
        return documents.stream()
                .map(document -> Document.of(
                        document.docId() + "-" + round.replace(' ', '-'),
                        round + " " + document.title(),
                        document.content(),
                        document.source()))
                .toList();
    }
}
