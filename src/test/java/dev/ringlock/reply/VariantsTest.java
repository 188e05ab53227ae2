package dev.ringlock.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** However a keyword of the core set is typed, it is that keyword. */
class VariantsTest {

    private static final Replies REPLIES = Lists.with(Set.of());
    private static final List<String> BETWEEN = List.of(
            " ", "  ", ".", "-", "_", "\t", "\n", "\u00a0", "\u2003", "*", "\u200b", "\u00ad", "\u2060", "\ufeff",
            "\u200d");
    private static final List<String> AROUND = List.of(
            "!",
            "!!!",
            ".",
            "?",
            "\"",
            "\u201c",
            "(",
            ")",
            "\ud83d\uded1",
            "\ud83d\ude21",
            "\ud83d\udc4d\ud83c\udffd",
            "#",
            ">",
            "\n",
            " ",
            "\u2026",
            "~");

    @Provide
    Arbitrary<String> optOut() {
        List<String> words = new ArrayList<>();
        for (Csv.WordListRow row : Csv.parse("keywords", Lists.KEYWORDS)) {
            String status = row.get("status");
            if (row.get("action").matches("opt_out|opt_out_all")
                    && (status.startsWith("law") || status.startsWith("provider"))
                    && !status.endsWith("optional")) {
                words.add(row.get("keyword"));
            }
        }
        return Arbitraries.of(words);
    }

    @Provide
    Arbitrary<String> around() {
        return Arbitraries.of(AROUND).list().ofMaxSize(4).map(list -> String.join("", list));
    }

    @Property
    void caseDoesNotMatter(@ForAll("optOut") String word, @ForAll Random random) {
        exact(cased(word, random));
    }

    @Property
    void whatStandsAroundItDoesNotMatter(
            @ForAll("optOut") String word, @ForAll("around") String before, @ForAll("around") String after) {
        exact(before + word + after);
    }

    @Property
    void spacingAndPunctuationBetweenItsLettersDoNotMatter(
            @ForAll("optOut") String word, @ForAll @IntRange(max = 14) int at) {
        exact(String.join(BETWEEN.get(at), word.split("")));
    }

    @Property
    void whatCannotBeSeenDoesNotMatter(@ForAll("optOut") String word, @ForAll Random random) {
        List<String> invisible = BETWEEN.subList(10, 15);
        StringBuilder text = new StringBuilder();
        for (char c : word.toCharArray()) {
            text.append(c).append(random.nextBoolean() ? invisible.get(random.nextInt(invisible.size())) : "");
        }
        exact(text.toString());
    }

    @Property
    void fullWidthAndAccentsDoNotMatter(@ForAll("optOut") String word, @ForAll Random random) {
        StringBuilder text = new StringBuilder();
        for (char c : word.toCharArray()) {
            text.append(c > ' ' && c < 0x7f && random.nextBoolean() ? (char) (c - ' ' + 0xff00) : c);
            text.append(c > ' ' && random.nextInt(4) == 0 ? "\u0301" : "");
        }
        exact(text.toString());
    }

    @Property
    void repetitionDoesNotMatter(
            @ForAll("optOut") String word,
            @ForAll @IntRange(min = 1, max = 50) int times,
            @ForAll("around") String between) {
        exact((word + between + " ").repeat(times));
    }

    @Property
    void severalOfThemAreOne(@ForAll @Size(min = 1, max = 6) List<@net.jqwik.api.From("optOut") String> words) {
        exact(String.join(" ", words));
    }

    @Property
    void aDrawnOutLetterDoesNotMatter(@ForAll("optOut") String word, @ForAll Random random) {
        int at = random.nextInt(word.length());
        char drawn = word.charAt(at);
        if (Character.isLetter(drawn) && word.length() > 3 && !word.contains(" ") && !word.contains("-")) {
            exact(word.substring(0, at) + String.valueOf(drawn).repeat(1 + random.nextInt(6)) + word.substring(at));
        }
    }

    @Property
    void politeWordsLeaveAnOptOutOne(@ForAll("optOut") String word, @ForAll Random random) {
        List<String> polite = List.of("please", "Thank you", "thanks!", "hi,", "pls", "now", "Re:");
        String text = polite.get(random.nextInt(7)) + " " + word + ". " + polite.get(random.nextInt(7));
        assertEquals(Reading.OPT_OUT_INTENT, REPLIES.read(text).reading(), text);
    }

    /** What the folding of single code points rests on. */
    @Property(tries = 20_000)
    void wordsAreThoseOfTheNormalisedText(@ForAll String text) {
        String plain = text.replace('\'', ' ')
                .replace('$', ' ')
                .replace("\u115f", " ")
                .replace("\u1160", " ")
                .replace("\u3164", " ")
                .replace("\uffa0", " ");
        String folded = Normalizer.normalize(plain, Normalizer.Form.NFKC)
                .replaceAll("\\p{Cf}", "")
                .toLowerCase(Locale.ROOT);
        String expected = Normalizer.normalize(folded, Normalizer.Form.NFD)
                .replaceAll("\\p{Mn}", "")
                .replaceAll("[^\\p{L}\\p{Nd}]+", " ")
                .replace('ς', 'σ')
                .replace('ى', 'ي')
                .replace('ة', 'ه')
                .replace("ـ", "")
                .replaceAll(
                        "([\\u0e00-\\u0eff\\u1000-\\u109f\\u1100-\\u11ff\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u9fff])",
                        " $1 ")
                .replaceAll(" +", " ")
                .strip();
        assertEquals(expected, Words.of(plain).toString());
    }

    private static void exact(String text) {
        Reply read = REPLIES.read(text);
        assertEquals(Reading.OPT_OUT_EXACT, read.reading(), text);
        assertNull(read.scope(), text);
    }

    private static String cased(String word, Random random) {
        StringBuilder text = new StringBuilder();
        for (char c : word.toCharArray()) {
            text.append(random.nextBoolean() ? Character.toUpperCase(c) : Character.toLowerCase(c));
        }
        return text.toString();
    }
}
