package io.trovex.index.query;

import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.KeywordQuery;
import java.util.ArrayList;
import java.util.List;

/**
 * A query as it was understood.
 *
 * @param meaning the words whose vector is looked for: neither quotes nor conditions nor what is excluded; blank when
 *     there are conditions alone
 * @param loose of those the words that may be other words as well, what stands in no phrase: in rows that no condition
 *     parts
 * @param keyword what the words rank by
 * @param conditions what every hit meets, in every mode
 * @param notices each once, and not very many
 */
public record ParsedQuery(
        String meaning, List<String> loose, KeywordQuery keyword, DocumentFilter conditions, List<Notice> notices) {
    private static final int MOST_NOTICES = 10;

    public ParsedQuery {
        loose = List.copyOf(loose);
        notices = notices.stream().distinct().limit(MOST_NOTICES).toList();
    }

    /** Without any syntax. */
    static ParsedQuery plain(String text, List<Notice> notices) {
        return new ParsedQuery(text, List.of(text), KeywordQuery.plain(text), DocumentFilter.NONE, notices);
    }

    /** Whether there is something to compare by meaning. */
    public boolean hasMeaning() {
        return !meaning.isBlank();
    }

    /** @param byMeaning whether the meaning was asked for, so that an answer without it says so */
    public List<Notice> notices(boolean byMeaning) {
        if (!byMeaning || hasMeaning()) {
            return notices;
        }
        List<Notice> all = new ArrayList<>(notices);
        all.add(new Notice(Notice.NO_WORDS, "there are no words whose meaning could be compared"));
        return all;
    }

    /** The conditions, and these besides. */
    public DocumentFilter and(DocumentFilter filter) {
        if (conditions.equals(DocumentFilter.NONE)) {
            return filter;
        }
        if (filter.equals(DocumentFilter.NONE)) {
            return conditions;
        }
        List<DocumentFilter> both = new ArrayList<>();
        both.add(filter);
        both.add(conditions);
        return new DocumentFilter.And(both);
    }
}
