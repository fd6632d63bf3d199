package io.trovex.index.query;

import io.trovex.index.analysis.Language;
import io.trovex.index.analysis.TextAnalysis;
import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.KeywordQuery;
import io.trovex.index.engine.TextPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Predicate;

/**
 * Reads {@code "a phrase"}, {@code -excluded}, {@code field:value} and {@code beginning*}. Plain words rank; everything
 * else is a condition, and what a phrase or a beginning finds ranks besides. What cannot be understood is plain words
 * again, and a notice says so. A text without syntax, and prose, is left as it is.
 */
public final class QuerySyntax {
    static final int MOST_CONDITIONS = 32;
    static final int LONGEST_PHRASE = 64;

    /** Beside its conditions. Quotes and dashes in a longer text are somebody's prose: as conditions they hid its answers. */
    static final int MOST_WORDS = 10;

    private static final int SHORTEST_BEGINNING = 2;

    private final Predicate<String> metadataKeys;
    private final List<Notice> notices = new ArrayList<>();
    private final List<StringJoiner> loose = new ArrayList<>();
    private final List<String> meaning = new ArrayList<>();
    private final List<String> phrases = new ArrayList<>();
    private final List<String> beginnings = new ArrayList<>();
    private final List<DocumentFilter> conditions = new ArrayList<>();
    private boolean parted = true;

    private QuerySyntax(Predicate<String> metadataKeys) {
        this.metadataKeys = metadataKeys;
    }

    /** @param metadataKeys whether a document has metadata of that name, so that it can stand before a colon */
    public static ParsedQuery parse(String text, Predicate<String> metadataKeys) {
        return new QuerySyntax(metadataKeys).parse(text);
    }

    private ParsedQuery parse(String text) {
        List<Clause> clauses = new ClauseScanner(text, notices).clauses();
        boolean untouched = notices.isEmpty() && clauses.stream().allMatch(Clause::isPlain);
        if (untouched) {
            clauses.forEach(this::take);
            return ParsedQuery.plain(text, notices);
        }
        if (clauses.stream().filter(Clause::isPlain).count() > MOST_WORDS) {
            notices.clear();
            notices.add(
                    Notice.syntax("with more than %d plain words it is prose: its quotes and signs are no conditions"
                            .formatted(MOST_WORDS)));
            return ParsedQuery.plain(text, notices);
        }
        clauses.forEach(this::take);
        String words = String.join(" ", meaning);
        if (conditions.isEmpty()) {
            return ParsedQuery.plain(words, notices);
        }
        boolean isCondition = words.isBlank() && beginnings.isEmpty();
        KeywordQuery keyword =
                isCondition ? KeywordQuery.EVERYTHING : new KeywordQuery(words, phrases, beginnings, false);
        List<String> rows = loose.stream().map(StringJoiner::toString).toList();
        return new ParsedQuery(words, rows, keyword, new DocumentFilter.And(conditions), notices);
    }

    private void take(Clause clause) {
        if (clause.isPlain()) {
            plain(clause);
        } else if (conditions.size() == MOST_CONDITIONS) {
            fallBack(clause, "more than %d phrases, exclusions, fields and beginnings".formatted(MOST_CONDITIONS));
        } else if (clause.name() == null) {
            text(clause, TextPart.ANYWHERE, clause.operand());
        } else if (clause.name().equals("title")) {
            text(clause, TextPart.TITLE, clause.operand());
        } else {
            field(clause, clause.name());
        }
    }

    private void plain(Clause clause) {
        loose(clause.raw());
        int star = clause.raw().indexOf('*');
        if (star >= 0 && clause.raw().length() > 1 && clause.raw().chars().anyMatch(Character::isLetter)) {
            notices.add(
                    Notice.syntax("a star means something only behind a word, not in '%s'".formatted(clause.raw())));
        } else if (clause.raw().endsWith(":")
                && isKnown(clause.raw().substring(0, clause.raw().length() - 1))) {
            notices.add(Notice.syntax("nothing stands behind '%s'".formatted(clause.raw())));
        }
    }

    private void text(Clause clause, TextPart part, String operand) {
        if (clause.starred() && !isInPairs(operand)) {
            beginning(clause, part, operand);
            return;
        }
        int terms = Language.ENGLISH.terms(operand).size();
        if (terms == 0) {
            fallBack(clause, "there is nothing to search for in '%s'".formatted(clause.raw()));
        } else if (terms > LONGEST_PHRASE) {
            fallBack(clause, "a phrase has at most %d different words".formatted(LONGEST_PHRASE));
        } else {
            boolean ranks = (clause.quoted() || clause.starred()) && !clause.excluded() && part == TextPart.ANYWHERE;
            if (ranks) {
                meaning.add(operand);
                phrases.add(operand);
            }
            boolean isLone = TextAnalysis.loneIdeographs(operand).contains(operand);
            add(
                    clause,
                    isLone ? new DocumentFilter.Beginning(part, operand) : new DocumentFilter.Phrase(part, operand));
        }
    }

    /** Whether it is written without spaces: what begins so has it anywhere in a row of characters. */
    private static boolean isInPairs(String operand) {
        return operand.codePointCount(0, operand.length()) >= SHORTEST_BEGINNING
                && operand.codePoints().allMatch(TextAnalysis::isWithoutSpaces);
    }

    private void beginning(Clause clause, TextPart part, String operand) {
        boolean isOneWord = operand.codePoints()
                .allMatch(letter -> Character.isLetterOrDigit(letter) && !TextAnalysis.isWithoutSpaces(letter));
        if (!isOneWord || operand.codePointCount(0, operand.length()) < SHORTEST_BEGINNING) {
            fallBack(
                    clause,
                    "a star needs %d letters or digits of one script before it, and nothing else, unlike '%s'"
                            .formatted(SHORTEST_BEGINNING, clause.raw()));
            return;
        }
        String beginning = operand.toLowerCase(Locale.ROOT);
        if (!clause.excluded() && part == TextPart.ANYWHERE) {
            beginnings.add(beginning);
        }
        add(clause, new DocumentFilter.Beginning(part, beginning));
    }

    private void field(Clause clause, String name) {
        Optional<DocumentField> field = known(name);
        if (field.isEmpty() && clause.excluded()) {
            notices.add(unknown(name));
            text(clause, TextPart.ANYWHERE, name + ":" + clause.operand());
        } else if (field.isEmpty()) {
            loose(clause.quoted() ? name + " " + clause.operand() : clause.raw());
            notices.add(unknown(name));
        } else if (field.get().kind() == DocumentField.Kind.TIMESTAMP) {
            fallBack(clause, "a timestamp is a matter of from and to, or of a filter's range");
        } else if (clause.starred()) {
            fallBack(clause, "a star means something only behind a word, not in '%s'".formatted(clause.raw()));
        } else if (clause.operand().isBlank()) {
            fallBack(clause, "nothing stands behind '%s:'".formatted(name));
        } else {
            add(clause, new DocumentFilter.Term(field.get(), List.of(clause.operand())));
        }
    }

    private boolean isKnown(String name) {
        return name.equals("title") || known(name).isPresent();
    }

    private Optional<DocumentField> known(String name) {
        Optional<DocumentField> field = DocumentField.named(name);
        return field.isEmpty() && metadataKeys.test(name) ? Optional.of(DocumentField.metadata(name)) : field;
    }

    private void add(Clause clause, DocumentFilter condition) {
        conditions.add(clause.excluded() ? new DocumentFilter.Not(condition) : condition);
        parted = true;
    }

    private void fallBack(Clause clause, String why) {
        notices.add(Notice.syntax(why));
        String words = clause.quoted() ? clause.operand() : clause.raw();
        if (!words.isBlank()) {
            loose(words);
        }
    }

    private void loose(String words) {
        if (parted) {
            loose.add(new StringJoiner(" "));
            parted = false;
        }
        loose.getLast().add(words);
        meaning.add(words);
    }

    private static Notice unknown(String name) {
        return Notice.syntax("'%s' is none of title, source, language, doc_id, metadata.KEY".formatted(name));
    }
}
