package io.trovex.contracts;

import java.util.Locale;

/** Where an event's JSON Schema (2020-12) is found. The schemas refer to each other by their ids. */
public final class Schemas {
    /** Every schema's {@code $id} is this and its file name. */
    public static final String IDS = "https://trovex.io/contracts/schema/";

    /** Class-path directory of the schema files. */
    public static final String RESOURCES = "contracts/schema/";

    private Schemas() {}

    public static String id(EventType type) {
        return IDS + fileName(type);
    }

    public static String resource(EventType type) {
        return RESOURCES + fileName(type);
    }

    private static String fileName(EventType type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".schema.json";
    }
}
