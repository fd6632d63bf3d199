package io.trovex.ingest.deadletter.web;

/** Examples in the OpenAPI document. */
final class DeadLetterExamples {
    static final String LETTER = """
            {"id": "documents.validated-dlt:2:17", "state": "open", "topic": "documents.validated",
             "stage": "embedding", "doc_id": "manual-17", "version": 1795342530123456,
             "violations": [{"field": "", "code": "malformed_record", "detail": "Unexpected end-of-input"}],
             "error_class": "io.trovex.stage.MalformedEventException", "fingerprint": "9f86d081884c7d65",
             "attempts": 1, "first_failed_at": "2026-11-22T10:15:30Z", "dead_at": "2026-11-22T10:15:30.120Z",
             "redrive_count": 0, "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736", "origin": "2:118",
             "key_bytes": 9, "value_bytes": 24, "preview": {"text": "{\\"doc_id\\": \\"manual-17\\","}}""";

    static final String LETTERS = "{\"letters\": [" + LETTER + "], \"total\": 1}";

    static final String GROUPS = "{\"groups\": [{\"fingerprint\": \"9f86d081884c7d65\", \"stage\": \"embedding\","
            + " \"topic\": \"documents.validated\", \"count\": 12, \"states\": {\"open\": 9, \"redriven\": 3},"
            + " \"first_seen\": \"2026-11-22T09:00:00Z\", \"last_seen\": \"2026-11-22T10:15:30.120Z\","
            + " \"oldest_open\": \"2026-11-22T09:20:00Z\", \"example\": " + LETTER + "}]}";

    static final String REDRIVE = """
            {"fingerprint": "9f86d081884c7d65", "dry_run": true}""";

    static final String DISCARD = """
            {"ids": ["documents.submitted-dlt:0:4"], "reason": "a test document"}""";

    static final String RESULT = """
            {"dry_run": true, "matched": 2, "remaining": 0, "counts": {"would_pass": 1, "would_fail": 1},
             "letters": [{"id": "documents.validated-dlt:2:17", "doc_id": "manual-17", "outcome": "would_pass"},
                         {"id": "documents.validated-dlt:2:18", "doc_id": "manual-18", "outcome": "would_fail",
                          "violations": [{"field": "", "code": "malformed_record", "detail": "no JSON"}]}]}""";

    private DeadLetterExamples() {}
}
