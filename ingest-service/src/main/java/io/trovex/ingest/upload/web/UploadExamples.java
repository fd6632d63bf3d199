package io.trovex.ingest.upload.web;

/** Examples in the OpenAPI document. */
final class UploadExamples {
    static final String ACCEPTED = """
            {"file": "manual.pdf", "doc_id": "manual-17", "version": 1795342530123456, "status": "extracting"}""";

    static final String SEVERAL = """
            {"files": [
              {"file": "manual.pdf", "doc_id": "0199a4b2-7c1e-7000-8a55-3f0c2d1b9e77", "version": 1795342530123456,
               "status": "extracting"},
              {"file": "manual.exe", "code": "unsupported_file_type",
               "detail": "The file is application/x-msdownload; known are PDF, DOCX, HTML, Markdown and plain text."}]}""";

    static final String DEPTH = """
            {"queued": 3, "in_hand": 2, "dead_letters": 1, "capacity": 10000}""";

    private UploadExamples() {}
}
