package io.trovex.standalone.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;

/** Multipart bodies with hostile file names, part names, headers and bytes, under the boundary {@code limit}. */
final class HostileFiles {
    static final String TYPE = "multipart/form-data; boundary=limit";

    private static final List<String> NAMES = List.of(
            "a.txt",
            "",
            " ",
            ".",
            "..",
            "../../../../etc/passwd",
            "..\\\\..\\\\boot.ini",
            "/etc/shadow",
            "C:\\\\Windows\\\\win.ini",
            "con.txt",
            "a\u0000.pdf",
            "%00.pdf",
            "%2e%2e%2fa.txt",
            "a\r\nX-Injected: 1",
            "a;b=\"c",
            "\\\"a.txt",
            "a.txt\"; filename=\"b.pdf",
            "-rf",
            "$(reboot).txt",
            "`id`.md",
            "<script>alert(1)</script>.html",
            "' OR 1=1 --.txt",
            "\u202etxt.exe",
            "\ud83d\udca9.txt",
            "e\u0301\u0301\u0301\u0301.txt",
            "\u0001\u0002\u007f.txt",
            "x".repeat(5_000) + ".txt",
            "a.txt.exe.pdf.docx",
            "{\"doc_id\":1}",
            "=?utf-8?B?YS50eHQ=?=");

    private static final List<String> FIELDS = List.of(
            "doc_id",
            "title",
            "version",
            "metadata",
            "timestamp",
            "source",
            "content",
            "",
            "file",
            "__proto__",
            "a[0]");

    private static final List<String> VALUES = List.of(
            "d",
            "../d",
            "1",
            "-1",
            "1e400",
            "{}",
            "{\"a\":{\"b\":1}}",
            "[",
            "null",
            "\u0000",
            "\ud800",
            "2026-11-22T10:15:30Z",
            "x".repeat(70_000));

    private static final List<String> TYPES = List.of(
            "text/plain",
            "application/pdf",
            "a/b",
            ";;;",
            "",
            "text/plain; charset=nonsense",
            "multipart/mixed; boundary=x");

    private static final List<String> CONTENTS = List.of(
            "text",
            "",
            "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj",
            "PK\u0003\u0004 no archive",
            "<html><title>" + "<b>".repeat(2_000),
            "--limit--",
            "\r\n--limit\r\n",
            "\u0000\u0001\u0002",
            "MZ");

    private final Random random;

    HostileFiles(Random random) {
        this.random = random;
    }

    byte[] next(int number) {
        StringBuilder body = new StringBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
            part(body, "name=\"" + any(FIELDS) + "\"", "", any(VALUES));
        }
        for (int i = random.nextInt(25) == 0 ? 60 : random.nextInt(3); i >= 0; i--) {
            part(body, "name=\"file\"; " + fileName(), "Content-Type: " + any(TYPES) + "\r\n", any(CONTENTS) + number);
        }
        body.append("--limit").append(random.nextInt(8) == 0 ? "" : "--\r\n");
        byte[] bytes = body.toString().getBytes(random.nextInt(4) == 0 ? ISO_8859_1 : UTF_8);
        for (int i = random.nextInt(10) == 0 ? 20 : 0; i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    private String fileName() {
        String name = any(NAMES);
        return switch (random.nextInt(4)) {
            case 0 -> "filename=" + name;
            case 1 -> "filename*=UTF-8''" + name;
            case 2 -> "filename*=nonsense'xx'%zz" + name + "; filename=\"" + name + "\"";
            default -> "filename=\"" + name + "\"";
        };
    }

    private static void part(StringBuilder body, String disposition, String headers, String content) {
        body.append("--limit\r\nContent-Disposition: form-data; ")
                .append(disposition)
                .append("\r\n")
                .append(headers)
                .append("\r\n")
                .append(content)
                .append("\r\n");
    }

    private String any(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }
}
