package io.trovex.contracts;

/**
 * How stages are called in headers, paths and metrics: by their kind, such as {@code index}, and where a generation
 * other than the configured one has a stage of its own, {@code index.GENERATION}.
 */
public final class StageNames {

    private StageNames() {}

    /** What a stage does, whichever generation it serves; a service runs all stages of a kind. */
    public static String kind(String stage) {
        int dot = stage.indexOf('.');
        return dot < 0 ? stage : stage.substring(0, dot);
    }

    /** Whether somebody who says {@code named} means the stage: by its name, or by its kind. */
    public static boolean isMeant(String stage, String named) {
        return stage.equals(named) || kind(stage).equals(named);
    }
}
