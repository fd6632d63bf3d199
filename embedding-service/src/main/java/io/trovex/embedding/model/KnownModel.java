package io.trovex.embedding.model;

/** A model that has a manifest. */
public sealed interface KnownModel {

    /** By which it is asked for. */
    String id();

    /** Whether it may serve shows when it is loaded. */
    record Described(ModelDescription description) implements KnownModel {
        @Override
        public String id() {
            return description.id();
        }
    }

    /**
     * Its manifest is not in order, so it never serves.
     *
     * @param id the name of its folder
     */
    record Unreadable(String id, String reason) implements KnownModel {}
}
