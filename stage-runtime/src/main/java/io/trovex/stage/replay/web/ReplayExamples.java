package io.trovex.stage.replay.web;

/** Answers as the API documentation shows them. */
final class ReplayExamples {
    static final String RUNNING = """
            {
              "id": "20261122-163000-7f3a",
              "stage": "index",
              "topic": "documents.embedded.g1-all-minilm-l6-v2-int8-fused",
              "from": "beginning",
              "documents": [],
              "state": "running",
              "created_at": "2026-11-22T16:30:00.123456Z",
              "decided_at": "2026-11-22T16:30:00.123456Z",
              "progress": {
                "done": 4711, "total": 20000, "percent": 23.5, "records": 4100,
                "records_per_second": 812.5, "seconds_left": 19,
                "partitions": [{"partition": 0, "done": 4711, "total": 20000, "records": 4100}]
              }
            }""";

    private ReplayExamples() {}
}
