package io.trovex.ingest.status.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.Origin;
import io.trovex.ingest.status.DocumentLife;
import io.trovex.ingest.status.Place;
import io.trovex.ingest.status.Status;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LifeJsonTests {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final LifeJson json = new LifeJson();

    @Test
    void whatAnEarlierReleaseStoredWithoutPlacesIsReadAndGoesOn() {
        DocumentLife stored = json.one("""
                {"doc_id":"d","version":9,"offset":10,"times":{"indexed":"2026-11-22T11:59:00Z"},
                 "held":{"version":9,"origin":{"partition":0,"offset":10}},
                 "superseded":[{"version":5,"offset":20,"at":"2026-11-22T11:59:30Z","trace_id":"t"}]}""");

        DocumentLife life = stored.merge(settled(5, 20, Status.SUPERSEDED, 101));

        assertThat(stored.isHeldNotLast()).isFalse();
        assertThat(life.isHeldNotLast()).isFalse();
        assertThat(life.merge(settled(9, 10, Status.INDEXED, 100)).isHeldNotLast())
                .isTrue();
        assertThat(life.superseded())
                .singleElement()
                .satisfies(each -> assertThat(each.at()).isEqualTo(NOON.minusSeconds(30)));
        assertThat(json.one(json.one(life))).isEqualTo(life);
    }

    private static DocumentLife settled(long version, long offset, Status status, long embeddedOffset) {
        Place place = new Place("g1", embeddedOffset, NOON);
        return DocumentLife.settled("d", version, new Origin(0, offset), Map.of(status, NOON), place, "t");
    }
}
