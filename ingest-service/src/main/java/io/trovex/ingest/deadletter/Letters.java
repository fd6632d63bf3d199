package io.trovex.ingest.deadletter;

import io.trovex.contracts.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A compact view of every dead letter and what was decided on it: some 60 bytes a letter, a pass over all for each
 * question. Thread-safe.
 */
public final class Letters {
    private final Map<String, Map<Integer, LetterShelf>> shelves = new TreeMap<>();
    private final Map<LetterCause, LetterCause> causes = new HashMap<>();
    private final int mostRedrives;

    /** @param mostRedrives after which a letter is quarantined */
    public Letters(int mostRedrives) {
        this.mostRedrives = mostRedrives;
    }

    /** Without effect if it is known. */
    public synchronized void add(DeadLetter letter) {
        LetterFacts facts = letter.facts();
        LetterCause cause = new LetterCause(facts.stage(), facts.fingerprint());
        LetterShelf shelf = shelf(letter.id());
        shelf.add(new LetterEntry(
                shelf,
                letter.id().offset(),
                letter.deadAt().toEpochMilli(),
                causes.computeIfAbsent(cause, same -> same),
                DocumentHash.of(facts.docId()),
                facts.redriveCount()));
    }

    /** @param decision null if the one that there was is void */
    public synchronized void decide(LetterId id, @Nullable Decision decision) {
        shelf(id).decide(id.offset(), decision);
    }

    /** Forgets what retention has removed; returns those that somebody had decided on. */
    public synchronized List<LetterId> forgetBefore(LetterId first) {
        return shelf(first).forgetBefore(first.offset()).stream()
                .map(offset -> new LetterId(first.topic(), first.partition(), offset))
                .toList();
    }

    /** Forgets every letter of the partitions that are gone; returns those that somebody had decided on. */
    public synchronized List<LetterId> retain(BiPredicate<String, Integer> exists) {
        List<LetterId> decided = new ArrayList<>();
        shelves.forEach((topic, partitions) -> partitions.keySet().removeIf(partition -> {
            if (exists.test(topic, partition)) {
                return false;
            }
            decided.addAll(forgetBefore(new LetterId(topic, partition, Long.MAX_VALUE)));
            return true;
        }));
        shelves.values().removeIf(Map::isEmpty);
        return decided;
    }

    public synchronized Optional<Standing> find(LetterId id) {
        Map<Integer, LetterShelf> topic = shelves.get(id.topic());
        LetterShelf shelf = topic == null ? null : topic.get(id.partition());
        return Optional.ofNullable(shelf)
                .map(held -> held.find(id.offset()))
                .map(entry -> entry.standing(mostRedrives));
    }

    /** The newest first. */
    public synchronized LetterPage page(LetterFilter filter, @Nullable LetterCursor after, int size) {
        PriorityQueue<LetterEntry> newest =
                new PriorityQueue<>(Comparator.comparing(LetterCursor::of).reversed());
        long[] counts = new long[2];
        each(filter, entry -> {
            counts[0]++;
            if (after == null || after.compareTo(LetterCursor.of(entry)) < 0) {
                counts[1]++;
                newest.add(entry);
                if (newest.size() > size) {
                    newest.remove();
                }
            }
        });
        List<LetterEntry> page = new ArrayList<>(newest);
        page.sort(Comparator.comparing(LetterCursor::of));
        return new LetterPage(
                page.stream().map(entry -> entry.standing(mostRedrives)).toList(),
                counts[0],
                counts[1] > page.size() ? LetterCursor.of(page.getLast()) : null);
    }

    /** In the order of partitions and offsets, so that a document's letters keep theirs. */
    public synchronized Selection select(LetterFilter filter, int limit) {
        List<Standing> selected = new ArrayList<>();
        long[] matched = new long[1];
        each(filter, entry -> {
            matched[0]++;
            if (selected.size() < limit) {
                selected.add(entry.standing(mostRedrives));
            }
        });
        return new Selection(selected, matched[0]);
    }

    /** Those with the most open letters first. */
    public synchronized List<LetterGroup> groups(LetterFilter filter) {
        Map<LetterCause, GroupCount> groups = new HashMap<>();
        each(
                filter,
                entry -> groups.computeIfAbsent(entry.cause(), GroupCount::new).add(entry, entry.state(mostRedrives)));
        return groups.values().stream()
                .map(GroupCount::group)
                .sorted(Comparator.comparingLong(LetterGroup::open)
                        .thenComparingLong(LetterGroup::count)
                        .reversed()
                        .thenComparing(LetterGroup::fingerprint))
                .toList();
    }

    /** How many letters each source topic and stage has in each state. */
    public synchronized Map<LetterCount, Long> counts() {
        Map<LetterCount, Long> counts = new HashMap<>();
        each(
                LetterFilter.ALL,
                entry -> counts.merge(
                        new LetterCount(
                                Topics.sourceOf(entry.topic()), entry.cause().stage(), entry.state(mostRedrives)),
                        1L,
                        Long::sum));
        return counts;
    }

    private void each(LetterFilter filter, Consumer<LetterEntry> action) {
        long document = DocumentHash.of(filter.documentId());
        shelves.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .map(LetterShelf::entries)
                .flatMap(Collection::stream)
                .filter(entry -> filter.matches(entry, document, mostRedrives))
                .forEach(action);
    }

    private LetterShelf shelf(LetterId id) {
        return shelves.computeIfAbsent(id.topic(), _ -> new TreeMap<>())
                .computeIfAbsent(id.partition(), partition -> new LetterShelf(id.topic(), partition));
    }
}
