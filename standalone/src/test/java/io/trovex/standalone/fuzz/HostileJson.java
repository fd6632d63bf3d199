package io.trovex.standalone.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** JSON and what only looks like it, made from good examples. */
final class HostileJson {
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "1e400",
            "-0",
            "9007199254740993",
            "99999999999999999999999999",
            "1".repeat(2_000),
            "0.1e-99999999",
            "NaN",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"" + "x".repeat(5_000) + "\"",
            "\"../../etc/passwd\"",
            "\"<script>alert(1)</script>\"",
            "\"\u202e\u0007\"",
            "[]",
            "{}",
            "[[[[1]]]]",
            "[null]",
            "{\"\": \"\"}",
            "{\"a\": {\"b\": {\"c\": 1}}}");

    private final Random random;

    HostileJson(Random random) {
        this.random = random;
    }

    byte[] from(String good) {
        return switch (random.nextInt(12)) {
            case 0 -> good.substring(0, random.nextInt(good.length())).getBytes(UTF_8);
            case 1, 2, 3, 4 -> otherValue(good).getBytes(UTF_8);
            case 5 -> flipped(good.getBytes(UTF_8));
            case 6 -> nested().getBytes(UTF_8);
            case 7 -> VALUES.get(random.nextInt(VALUES.size())).getBytes(UTF_8);
            case 8 -> noise();
            case 9 -> good.replace("\"", random.nextBoolean() ? "'" : "").getBytes(UTF_8);
            case 10 -> invalidUtf8(good);
            default -> twice(good).getBytes(UTF_8);
        };
    }

    /** Never JSON, whatever the seed. */
    byte[] broken(String good) {
        return switch (random.nextInt(4)) {
            case 0 -> ("{\"broken\": " + good.substring(0, random.nextInt(good.length()))).getBytes(UTF_8);
            case 1 -> ("\u0000" + good).getBytes(UTF_8);
            case 2 -> ("<" + good + ">").getBytes(UTF_8);
            default -> "[".repeat(1 + random.nextInt(5_000)).getBytes(UTF_8);
        };
    }

    /** Another value in the place of one of its fields'. */
    private String otherValue(String good) {
        String[] fields = good.split("(?<=\":)", -1);
        if (fields.length < 2) {
            return VALUES.get(random.nextInt(VALUES.size()));
        }
        int at = 1 + random.nextInt(fields.length - 1);
        String rest = fields[at].replaceFirst("^\\s*+(?:\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|[^,}\\]]++)", "");
        fields[at] = VALUES.get(random.nextInt(VALUES.size())) + rest;
        return String.join("", fields);
    }

    private byte[] flipped(byte[] bytes) {
        for (int i = 0; i < 1 + random.nextInt(4) && bytes.length > 0; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private String nested() {
        int depth = 1 + random.nextInt(5_000);
        String open = random.nextBoolean() ? "[" : "{\"a\":";
        return open.repeat(depth) + (random.nextBoolean() ? "1" + (open.equals("[") ? "]" : "}").repeat(depth) : "");
    }

    private byte[] noise() {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] invalidUtf8(String good) {
        byte[] bytes = good.getBytes(UTF_8);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 4);
        System.arraycopy("\u00c3(\u00ff\u00c0".getBytes(ISO_8859_1), 0, longer, bytes.length / 2, 4);
        return longer;
    }

    private static String twice(String good) {
        return good + good;
    }
}
