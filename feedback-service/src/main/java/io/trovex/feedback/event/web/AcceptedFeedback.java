package io.trovex.feedback.event.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The log has the events.
 *
 * @param feedbackIds in the order of the request
 */
record AcceptedFeedback(@JsonProperty("feedback_ids") List<String> feedbackIds) {}
