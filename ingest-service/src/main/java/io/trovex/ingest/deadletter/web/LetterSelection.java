package io.trovex.ingest.deadletter.web;

import io.trovex.ingest.DeadLetterProperties;
import io.trovex.ingest.deadletter.LetterFilter;
import io.trovex.ingest.deadletter.LetterId;
import io.trovex.ingest.deadletter.LetterState;
import io.trovex.ingest.deadletter.Letters;
import io.trovex.ingest.deadletter.Selection;
import io.trovex.ingest.deadletter.Standing;
import io.trovex.stage.web.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Finds the letters that an order means. */
@Component
class LetterSelection {
    private final Letters letters;
    private final DeadLetterProperties properties;
    private final Clock clock;

    LetterSelection(Letters letters, DeadLetterProperties properties, Clock clock) {
        this.letters = letters;
        this.properties = properties;
        this.clock = clock;
    }

    /** @throws ProblemException 422 if it means none, or cannot be understood */
    Selection of(LetterOrder order) {
        LetterQuery query = new LetterQuery(clock.instant());
        LetterFilter filter = query.filter(
                order.stage(),
                order.topic(),
                order.fingerprint(),
                order.docId(),
                order.olderThan(),
                order.newerThan(),
                order.state());
        int limit = limit(order, query);
        List<LetterId> ids = ids(order, query);
        if (order.ids() != null && filter.selects()) {
            query.refuse("ids", "ambiguous", "ids and a filter exclude each other");
        }
        if (order.ids() == null && !filter.selects() && !Boolean.TRUE.equals(order.all())) {
            query.refuse("ids", "required", "name ids, filter by something, or say all: true");
        }
        query.check();
        if (order.ids() != null) {
            return named(ids.stream().distinct().sorted().limit(limit).toList(), ids.size());
        }
        return letters.select(filter.states().isEmpty() ? filter.withStates(Set.of(LetterState.OPEN)) : filter, limit);
    }

    /** A letter that the view does not know is named all the same, so that its absence is told. */
    private Selection named(List<LetterId> ids, long matched) {
        List<Standing> named = new ArrayList<>();
        for (LetterId id : ids) {
            named.add(letters.find(id).orElseGet(() -> new Standing(id, Instant.EPOCH, LetterState.OPEN, null)));
        }
        return new Selection(named, matched);
    }

    private int limit(LetterOrder order, LetterQuery query) {
        int most = properties.maxSelection();
        if (order.limit() == null) {
            return most;
        }
        if (order.limit() < 1 || order.limit() > most) {
            query.refuse("limit", "out_of_range", "limit must be from 1 to " + most);
        }
        return order.limit();
    }

    private static List<LetterId> ids(LetterOrder order, LetterQuery query) {
        List<LetterId> ids = new ArrayList<>();
        if (order.ids() != null) {
            for (String id : order.ids()) {
                try {
                    ids.add(LetterId.parse(String.valueOf(id)));
                } catch (IllegalArgumentException e) {
                    query.refuse("ids[" + ids.size() + "]", "malformed", String.valueOf(e.getMessage()));
                }
            }
        }
        return ids;
    }
}
