package dev.ringlock.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CasesTest {

    /** The language of the pack that a text needs. */
    private static final Pattern PREFIX = Pattern.compile("^([a-z]{2}): ");

    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");

    /** With whatever pack is on, the core set reads the same. */
    @ParameterizedTest
    @ValueSource(strings = {"", "es fr de", "es fr de pt it nl"})
    void theFactsCasesAreReadAsExpected(String packs) throws IOException {
        Replies replies = Lists.with(packs.isEmpty() ? Set.of() : Set.of(packs.split(" ")));
        List<String> wrong = new ArrayList<>();
        for (JsonNode one : new ObjectMapper().readTree(Lists.resource("/facts/optout_cases.json"))) {
            Reading reading = replies.read(one.get("body").asText()).reading();
            if (!reading.name().equals(one.get("expected").asText())) {
                wrong.add(one + " but was " + reading);
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** Replies that were read wrongly in trials of the product (2026-11-28): sentences of every pack, opt-outs of everyday, what is meant otherwise, and other people's phones. */
    @Test
    void theFactsRepliesAreReadAsExpectedWithTheirPackOrWithAll() throws IOException {
        JsonNode cases = new ObjectMapper().readTree(Lists.resource("/facts/reply_cases.json"));
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, JsonNode> kind : cases.properties()) {
            for (JsonNode one : kind.getValue()) {
                Matcher prefix = PREFIX.matcher(one.get("text").asText());
                String text = prefix.replaceFirst("");
                Set<String> packs = prefix.lookingAt() ? Set.of(prefix.group(1)) : Set.of("es", "fr", "de");
                Pattern expected = Pattern.compile(one.get("expected").asText().replace("OPT_OUT|", "OPT_OUT.*|"));
                for (Replies replies : List.of(Lists.with(packs), Lists.with(Lists.PACKS))) {
                    Reading reading = replies.read(text).reading();
                    if (!expected.matcher(reading.name()).matches()) {
                        wrong.add(kind.getKey() + " " + one + " but was " + reading);
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void ourOwnCasesAreReadAsExpected() {
        Map<String, Replies> replies = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        for (Csv.WordListRow row : Csv.parse("cases", Lists.resource("/reply/cases.csv"))) {
            String packs = row.get("packs");
            Reply read = replies.computeIfAbsent(
                            packs, key -> Lists.with(key.isEmpty() ? Set.of() : Set.of(key.split(" "))))
                    .read(text(row));
            String scope = row.get("scope");
            Reply expected = new Reply(
                    Reading.valueOf(row.get("reading")),
                    scope.isEmpty() || scope.equals("*") ? null : scope,
                    scope.equals("*"),
                    row.get("yes").equals("yes"));
            if (!read.equals(expected)) {
                wrong.add(row.line() + ": " + row.get("text") + ": " + expected + " but was " + read);
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    private static String text(Csv.WordListRow row) {
        return ESCAPE.matcher(row.get("text").replace("\\n", "\n").replace("\\0", "\0"))
                .replaceAll(found -> String.valueOf((char) Integer.parseInt(found.group(1), 16)));
    }
}
