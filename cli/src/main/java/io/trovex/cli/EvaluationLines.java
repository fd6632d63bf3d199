package io.trovex.cli;

import io.trovex.benchmarks.relevance.Evaluation;
import io.trovex.benchmarks.relevance.ModeQuality;
import io.trovex.benchmarks.relevance.PairedTest;
import io.trovex.benchmarks.relevance.TestCollection;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code trovex evaluate} prints for people. */
final class EvaluationLines {
    private static final int LONGEST = 70;

    private final Map<String, String> queries;
    private final PrintWriter out;

    EvaluationLines(TestCollection collection, PrintWriter out) {
        this.queries = collection.queries().stream()
                .collect(Collectors.toMap(TestCollection.Query::queryId, TestCollection.Query::text, (one, _) -> one));
        this.out = out;
    }

    void print(Evaluation evaluation) {
        out.printf(
                "%s: %d documents in %.1f s, %d queries%n%n%-10s %16s %16s %16s%n",
                evaluation.collection(),
                evaluation.documents(),
                evaluation.ingestSeconds(),
                evaluation.queries(),
                "mode",
                "nDCG@10",
                "recall@100",
                "MRR@10");
        evaluation.modes().forEach((mode, quality) -> out.println(row(mode, quality)));
    }

    void print(String mode, PairedTest test) {
        out.printf(
                "%n%s: nDCG@10 %+.4f ± %.4f against before, over %d queries, p = %.4f%n",
                mode, test.difference(), test.standardError(), test.queries(), test.p());
        changes("gained most", test.gained());
        changes("lost most", test.lost());
    }

    void printHybrid(String single, PairedTest test) {
        out.printf(
                "%nhybrid: nDCG@10 %+.4f ± %.4f against %s, p = %.4f",
                test.difference(), test.standardError(), single, test.p());
    }

    private void changes(String title, List<PairedTest.Change> changes) {
        if (!changes.isEmpty()) {
            out.println("  " + title);
        }
        changes.forEach(change -> out.printf(
                "    %.3f -> %.3f  %s: %s%n",
                change.before(),
                change.after(),
                change.queryId(),
                shortened(queries.getOrDefault(change.queryId(), ""))));
    }

    private static String shortened(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }

    private static String row(String mode, ModeQuality quality) {
        return "%-10s %7.4f ± %.4f %7.4f ± %.4f %7.4f ± %.4f"
                .formatted(
                        mode,
                        quality.ndcgAt10(),
                        quality.ndcgAt10Error(),
                        quality.recallAt100(),
                        quality.recallAt100Error(),
                        quality.mrrAt10(),
                        quality.mrrAt10Error());
    }
}
