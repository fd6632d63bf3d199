package io.trovex.ingest.document.web;

/** Examples in the OpenAPI document; the tests send them. */
final class DocumentExamples {
    static final String DOCUMENT = """
            {"doc_id": "manual-17", "title": "Changing the filter",
             "content": "Switch the machine off before you open the lid.", "source": "manuals",
             "timestamp": "2026-11-22T10:15:30Z", "metadata": {"product": "X200", "pages": 3}}""";

    static final String ACCEPTED = """
            {"doc_id": "manual-17", "version": 1795342530123456, "status": "submitted"}""";

    static final String BULK = """
            {"doc_id": "manual-17", "content": "Switch the machine off before you open the lid."}
            {"operation": "delete", "doc_id": "manual-16"}
            {"doc_id": "manual-18", "content": " "}
            """;

    static final String BULK_RESULTS = """
            {"line":1,"doc_id":"manual-17","version":1795342530123456,"status":202}
            {"line":2,"doc_id":"manual-16","version":1795342530123457,"status":202}
            {"line":3,"status":422,"code":"blank","detail":"content must not be blank","field":"content"}
            """;

    private DocumentExamples() {}
}
