package io.trovex.index.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserBucketsTests {
    private static final int USERS = 100_000;

    /** From Python: {@code int.from_bytes(sha256(b'salt:user').digest()[:8], 'big') % 10000}. */
    @ParameterizedTest
    @CsvSource({"g2, reader-17, 7538", "g2, ünï, 3893", "g3, reader-17, 9235", "g2, '', 9374"})
    void areWhatAnyLanguageComputes(String salt, String user, int bucket) {
        assertThat(new UserBuckets(salt).of(user)).isEqualTo(bucket);
    }

    @Test
    void holdEquallyManyUsers() {
        UserBuckets buckets = new UserBuckets("g2");
        int[] hundredths = new int[100];
        users().map(i -> buckets.of("user-" + i) / 100).forEach(hundredth -> hundredths[hundredth]++);

        double chiSquared = 0;
        for (int count : hundredths) {
            chiSquared += Math.pow(count - USERS / 100.0, 2) / (USERS / 100.0);
        }
        assertThat(chiSquared).as("99 degrees of freedom").isBetween(50.0, 160.0);
    }

    /** FNV-1a put none of 100,000 users into both. */
    @Test
    void areIndependentOfThoseOfAnotherCandidate() {
        UserBuckets one = new UserBuckets("g2");
        UserBuckets other = new UserBuckets("g3");
        Share share = Share.ofPercent(5);

        long both = users().filter(i -> share.covers(one.of("user-" + i)) && share.covers(other.of("user-" + i)))
                .count();

        assertThat(both).as("250 are due").isBetween(190L, 310L);
    }

    @Property
    void aLargerShareKeepsTheUsersOfASmallerOne(
            @ForAll String user, @ForAll @IntRange(max = 10_000) int one, @ForAll @IntRange(max = 10_000) int other) {
        int bucket = new UserBuckets("g2").of(user);
        Share smaller = new Share(Math.min(one, other));
        Share larger = new Share(Math.max(one, other));

        assertThat(larger.covers(bucket) || !smaller.covers(bucket)).isTrue();
        assertThat(Share.ALL.covers(bucket)).isTrue();
        assertThat(Share.NONE.covers(bucket)).isFalse();
    }

    private static IntStream users() {
        return IntStream.range(0, USERS);
    }
}
