package io.trovex.feedback.event.web;

/** Examples in the OpenAPI document; the tests send them. */
final class FeedbackExamples {
    static final String CLICK = """
            {"action_name": "click", "query_id": "0195a7c2-6f0e-7c1b-9d55-0242ac120002", "client_id": "reader-42",
             "timestamp": "2026-11-22T10:15:30Z",
             "event_attributes": {"object": {"object_id": "manual-17", "object_id_field": "doc_id"},
                                  "position": {"ordinal": 1}}}""";

    static final String LIST = """
            [{"action_name": "impression", "event_attributes": {"object": {"object_id": "manual-17"}, "position": {}}},
             {"action_name": "click", "event_attributes": {"object": {"object_id": "manual-17"},
                                                           "position": {"ordinal": 1}}}]""";

    static final String LINES = """
            {"action_name": "impression", "event_attributes": {"object": {"object_id": "manual-17"}}}
            {"action_name": "click", "event_attributes": {"object": {"object_id": "manual-17"}}}
            """;

    static final String ACCEPTED = """
            {"feedback_ids": ["3c1f6f0a-53a8-4c8e-9b0e-0d5f0b3f6a11"]}""";

    static final String COUNTS = """
            {"doc_id": "manual-17", "counts": {"click": 3, "impression": 41, "purchase": 1}}""";

    private FeedbackExamples() {}
}
