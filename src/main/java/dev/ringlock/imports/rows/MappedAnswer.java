package dev.ringlock.imports.rows;

import dev.ringlock.imports.rows.AnswerWords.WordMeaning;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The place of a row's yes or no.
 *
 * @param fixed what every row of the file says; null if a column says it
 */
record MappedAnswer(
        MappedValue from, AnswerWords words, @Nullable WordMeaning fixed) {

    /** {@code yes} or {@code no}, or {@code {column: Status, yes: […], no: […], nothing: […]}}. */
    static MappedAnswer read(MappingFields fields) {
        if (fields.isText("answer")) {
            WordMeaning fixed = fields.value(
                    "answer",
                    WordMeaning.NO,
                    MappedAnswer::fixed,
                    "Write yes or no, or name a column: `{column: Status}`.");
            return new MappedAnswer(MappedValue.NONE, AnswerWords.USUAL_WORDS, fixed);
        }
        if (!fields.has("answer")) {
            fields.missing(
                    "answer", "Say where each row has its yes or no, such as `answer: {column: Status}`, or `no`.");
            return new MappedAnswer(MappedValue.NONE, AnswerWords.USUAL_WORDS, WordMeaning.NO);
        }
        try (MappingFields own = fields.object("answer").orElseThrow()) {
            MappedValue from = MappedValue.ofColumns(own);
            AnswerWords words = AnswerWords.read(own, from.columns());
            if (!from.otherwise().isEmpty() && words.of(from.otherwise()) == WordMeaning.YES) {
                own.mistake("otherwise", "not_valid", "A blank cell is nobody's yes. Write no, or leave it out.");
            }
            return new MappedAnswer(from, words, null);
        }
    }

    WordMeaning of(FileRow row) {
        return fixed == null ? words.of(from.of(row)) : fixed;
    }

    /** Whether no row says a yes. */
    boolean isNo() {
        return fixed == WordMeaning.NO;
    }

    List<String> columns() {
        return from.columns();
    }

    private static WordMeaning fixed(String text) {
        WordMeaning answer = WordMeaning.valueOf(text.strip().toUpperCase(Locale.ROOT));
        if (answer != WordMeaning.YES && answer != WordMeaning.NO) {
            throw new IllegalArgumentException("neither yes nor no");
        }
        return answer;
    }
}
