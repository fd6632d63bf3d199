package io.trovex.feedback.event;

import io.trovex.contracts.FeedbackReceived;
import io.trovex.contracts.Violation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the events of one request. Thread-safe if its sources are. */
public final class UbiReader {
    private static final int LONGEST_NUMBER = 100;

    private final InstantSource clock;
    private final Supplier<String> ids;
    private final int maxEvents;
    private final JsonMapper mapper;

    /**
     * @param clock tells when an event happened that does not say so
     * @param ids names an event that brings no {@code feedback_id}
     * @param maxEvents most events in one request
     * @param maxNesting deepest object or list, the outermost being 1
     */
    public UbiReader(InstantSource clock, Supplier<String> ids, int maxEvents, int maxNesting) {
        this.clock = clock;
        this.ids = ids;
        this.maxEvents = maxEvents;
        this.mapper = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(maxNesting)
                                .maxNumberLength(LONGEST_NUMBER)
                                .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** One event, or a list of them. */
    public Reading read(byte[] json) {
        return parse(json, roots -> {
            if (roots.size() > 1) {
                return new Reading.Malformed("the body must be one JSON object or one list of them");
            }
            boolean list = !roots.isEmpty() && roots.getFirst().isArray();
            return list ? events(roots.getFirst().valueStream().toList(), true) : events(roots, false);
        });
    }

    /** One event a line. */
    public Reading readLines(byte[] ndjson) {
        return parse(ndjson, roots -> events(roots, true));
    }

    private Reading parse(byte[] body, Function<List<JsonNode>, Reading> meaning) {
        List<JsonNode> roots = new ArrayList<>();
        try (JsonParser parser = mapper.createParser(body)) {
            while (parser.nextToken() != null) {
                if (roots.size() == maxEvents) {
                    return new Reading.TooMany(maxEvents);
                }
                roots.add(mapper.readTree(parser));
            }
        } catch (StreamConstraintsException e) {
            return new Reading.Refused(List.of(new Violation("", "limit_exceeded", e.getOriginalMessage())));
        } catch (JacksonException e) {
            return new Reading.Malformed(
                    "line %d: %s".formatted(Math.max(1, e.getLocation().getLineNr()), e.getOriginalMessage()));
        }
        return meaning.apply(roots);
    }

    private Reading events(List<JsonNode> nodes, boolean several) {
        if (nodes.isEmpty()) {
            return new Reading.Malformed("there is no event in the body");
        }
        if (nodes.size() > maxEvents) {
            return new Reading.TooMany(maxEvents);
        }
        Instant now = clock.instant();
        List<Violation> violations = new ArrayList<>();
        List<FeedbackReceived> events = new ArrayList<>(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            String path = several ? "[" + i + "]" : "";
            if (nodes.get(i).isObject()) {
                events.add(UbiEvent.read(new Fields(path, nodes.get(i), violations), now, ids));
            } else {
                violations.add(new Violation(path, "wrong_type", "an event is a JSON object"));
            }
        }
        return violations.isEmpty() ? new Reading.Understood(events) : new Reading.Refused(violations);
    }
}
