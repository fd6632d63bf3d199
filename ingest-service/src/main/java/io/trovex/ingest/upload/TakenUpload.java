package io.trovex.ingest.upload;

/**
 * A task in a worker's hands.
 *
 * @param id of the task in its queue
 * @param deliveries how often it was handed out, this time included
 */
public record TakenUpload(String id, UploadTask task, long deliveries) {}
