package io.trovex.index.canary;

/**
 * A part of all users, in whole buckets. A larger share contains every smaller one, so whoever tried the candidate keeps
 * it as the share grows.
 *
 * @param buckets so many of the first, 0 to {@link UserBuckets#COUNT}
 */
public record Share(int buckets) implements Comparable<Share> {
    public static final Share NONE = new Share(0);
    public static final Share ALL = new Share(UserBuckets.COUNT);

    public Share {
        if (buckets < 0 || buckets > UserBuckets.COUNT) {
            throw new IllegalArgumentException("a share is 0 to " + UserBuckets.COUNT + " buckets, not " + buckets);
        }
    }

    /** @param percent 0 to 100; hundredths count, what is finer is rounded */
    public static Share ofPercent(double percent) {
        return new Share(Math.toIntExact(Math.round(percent / 100 * UserBuckets.COUNT)));
    }

    public double percent() {
        return 100.0 * buckets / UserBuckets.COUNT;
    }

    public double fraction() {
        return (double) buckets / UserBuckets.COUNT;
    }

    public boolean covers(int bucket) {
        return bucket < buckets;
    }

    @Override
    public int compareTo(Share other) {
        return Integer.compare(buckets, other.buckets);
    }
}
