package io.trovex.embedding.model;

import java.util.List;

/** What manifests are measured on when they are written: near, far, and odd. */
final class GoldenSentences {
    record Pair(String one, String other) {}

    static final List<Pair> PAIRS = List.of(
            new Pair("How do I delete my account?", "Removing a user profile permanently"),
            new Pair(
                    "The owl of Minerva spreads its wings only with the falling of dusk.",
                    "Nocturnal birds begin to fly in the evening."),
            new Pair("boundary layer transition in supersonic flow", "a recipe for sourdough bread with rye flour"),
            new Pair(
                    "In 1987, 3.5 % of 12,400 patients were given 250 mg b.i.d.; p < 0.001.",
                    "Ünïcödé, Владимир, 東京タワー — and a 🦉 & <b>markup</b>"));

    private GoldenSentences() {}
}
