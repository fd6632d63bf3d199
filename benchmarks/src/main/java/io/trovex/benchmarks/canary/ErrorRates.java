package io.trovex.benchmarks.canary;

/** How often searches fail in truth, 0 to 1. */
record ErrorRates(double candidate, double serving) {

    double of(boolean atCandidate) {
        return atCandidate ? candidate : serving;
    }
}
