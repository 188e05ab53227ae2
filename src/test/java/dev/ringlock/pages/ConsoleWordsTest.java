package dev.ringlock.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.access.Action;
import dev.ringlock.access.Role.RoleKind;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.ImportedChange.ImportOutcome;
import dev.ringlock.contactability.Refusal;
import dev.ringlock.dataset.run.DatasetColumns;
import dev.ringlock.dataset.run.DatasetKind;
import dev.ringlock.imports.rows.ImportFileException.FileFault;
import dev.ringlock.imports.rows.JunkSigns.JunkSign;
import dev.ringlock.imports.rows.RowFaultKind;
import dev.ringlock.imports.run.ImportState;
import dev.ringlock.ledger.Event;
import dev.ringlock.phone.NumberRefusal;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.terms.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console's texts: one file for each language, and no text elsewhere. */
class ConsoleWordsTest {

    private static final Path CONSOLE = Path.of("src/main/resources/assets/console");
    private static final Pattern TEXT = Pattern.compile("  '([a-zA-Z0-9_.]+)': '([^'\\\\]*)',");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)^\\s*//.*$");
    private static final Pattern QUOTED = Pattern.compile("'((?:[^'\\\\\n]|\\\\.)*)'|`([^`]*)`");

    /** Two words one after the other, or a word that begins as a sentence does. */
    private static final Pattern PROSE = Pattern.compile("(^|[^\\w./-])\\p{L}[\\p{Ll}]+[ ,’]\\p{L}|^\\p{Lu}\\p{Ll}+");

    /** Names of people, of languages and of headers, and errors that no person sees. */
    private static final Set<String> NO_PROSE = Set.of(
            "Ada",
            "Ben",
            "Cleo",
            "Dan",
            "Eve",
            "English",
            "Español",
            "Français",
            "Deutsch",
            "Ringlock",
            "Bearer ",
            "Content-Type",
            "Retry-After",
            "no configuration",
            "no token");

    /** Texts that are found by a word of the API, not by their whole key. */
    private static final Pattern BY_WORD = Pattern.compile(
            "(role|problem|error|state|method|reason|asked|action|event|channel|preview\\.reason|exports\\.state|runs\\.of|erase\\.(gone|later|kept)"
                    + "|imports\\.(state|outcome|outcomeWhat|fault|cure|sign|problem|mistake|order)"
                    + "|datasets\\.(state|kindName|kindWhat|column|columnWhat|level|refusal|refusalTodo|event))\\..*");

    @ParameterizedTest
    @ValueSource(strings = {"es", "fr", "de"})
    void everyLanguageHasEveryTextInTheSameOrderWithTheSamePlaceholders(String language) throws IOException {
        Map<String, String> english = texts("en");
        Map<String, String> texts = texts(language);

        assertEquals(List.copyOf(english.keySet()), List.copyOf(texts.keySet()));
        english.forEach((key, text) -> assertEquals(placeholders(text), placeholders(texts.get(key)), key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es", "fr", "de"})
    void everyLineIsATextThatSaysSomething(String language) throws IOException {
        List<String> lines = Files.readAllLines(CONSOLE.resolve("words/" + language + ".js"));
        for (String line : lines.subList(lines.indexOf("export default {") + 1, lines.size() - 1)) {
            assertTrue(line.isEmpty() || TEXT.matcher(line).matches(), line);
        }
        texts(language).forEach((key, text) -> assertFalse(text.isBlank(), key));
    }

    @Test
    void noScriptSpeaksToPeopleOnItsOwn() throws IOException {
        for (Path file : scripts()) {
            String script = COMMENT.matcher(Files.readString(file)).replaceAll("");
            for (MatchResult quoted : QUOTED.matcher(script).results().toList()) {
                String text = quoted.group(1) != null ? quoted.group(1) : quoted.group(2);
                boolean classes = script.contains("class: '" + text) || text.endsWith(" is-");
                assertTrue(
                        classes
                                || NO_PROSE.contains(text)
                                || !PROSE.matcher(text).find(),
                        file + " has the text “" + text + "”");
            }
        }
        assertFalse(
                Files.readString(CONSOLE.resolve("console.css")).matches("(?s).*content: \"[^\"]*\\p{L}.*"),
                "the styles have a text");
    }

    @Test
    void everyTextIsUsed() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : scripts()) {
            all.append(Files.readString(file));
        }
        for (String key : texts("en").keySet()) {
            String stem = key.replaceFirst("\\.(one|other)$", "");
            assertTrue(
                    all.indexOf("'" + stem + "'") >= 0 || BY_WORD.matcher(key).matches(), key);
        }
    }

    @Test
    void everyWordOfTheApiHasAText() throws IOException {
        Set<String> known = texts("en").keySet();
        Stream.of(
                        ids("event.", Event.values()),
                        ids("state.", State.values()),
                        ids(
                                "action.",
                                Stream.of(Action.values())
                                        .filter(action -> !action.isOfPurpose() && action != Action.OVERVIEW)
                                        .toArray(Action[]::new)),
                        ids("channel.", Channel.values()),
                        // no preview is of an unknown purpose
                        ids(
                                "preview.reason.",
                                Stream.of(Refusal.values())
                                        .filter(refusal -> refusal != Refusal.UNKNOWN_PURPOSE)
                                        .toArray(Refusal[]::new)),
                        ids("role.", RoleKind.values()))
                .flatMap(List::stream)
                .forEach(key -> assertTrue(known.contains(key), key));
        for (String code : ids("", NumberRefusal.values())) {
            assertTrue(
                    Stream.of("error.", "error.number.", "error.region.").anyMatch(stem -> known.contains(stem + code)),
                    code);
        }
    }

    /** Whoever checks a file reads what came of its rows, and what to do about them, in their own language. */
    @Test
    void everyOutcomeOfAnImportHasItsWordsAndEveryFaultItsCure() throws IOException {
        Set<String> known = texts("en").keySet();
        Stream.of(
                        ids("imports.state.", ImportState.values()),
                        ids("imports.outcome.", ImportOutcome.values()),
                        ids("imports.outcomeWhat.", ImportOutcome.values()),
                        ids("imports.fault.", RowFaultKind.values()),
                        ids("imports.cure.", RowFaultKind.values()),
                        ids("imports.sign.", JunkSign.values()),
                        ids("imports.problem.file_", FileFault.values()))
                .flatMap(List::stream)
                .forEach(key -> assertTrue(known.contains(key), key));
    }

    @Test
    void everyColumnOfADatasetIsNamedAndExplainedAndEveryRefusalHasItsCure() throws IOException {
        Set<String> known = texts("en").keySet();
        Policy policy = PolicyFile.read(Path.of("src/main/resources/policy/harbour-books.yaml"));
        List<String> keys = new ArrayList<>(ids("datasets.kindName.", DatasetKind.values()));
        keys.addAll(ids("datasets.kindWhat.", DatasetKind.values()));
        for (DatasetKind kind : DatasetKind.values()) {
            DatasetColumns.of(kind, policy).all().stream()
                    .filter(column -> !column.sensitive())
                    .forEach(column -> keys.addAll(
                            List.of("datasets.column." + column.name(), "datasets.columnWhat." + column.name())));
        }
        for (String refusal : List.of("too_few_people", "too_much_hidden", "too_close")) {
            keys.addAll(List.of("datasets.refusal." + refusal, "datasets.refusalTodo." + refusal));
        }
        keys.forEach(key -> assertTrue(known.contains(key), key));
    }

    @Test
    void whatOutlastsAnErasureHasItsWords() throws IOException {
        Set<String> known = texts("en").keySet();
        List<String> rows = new ArrayList<>();
        for (String table : List.of(
                "src/main/resources/policy/erasure.csv",
                "src/lambda/resources/policy/erasure-here.csv",
                "src/standalone/resources/policy/erasure-here.csv")) {
            Files.readAllLines(Path.of(table)).stream()
                    .filter(row -> row.startsWith("later,") || row.startsWith("kept,"))
                    .forEach(rows::add);
        }
        assertEquals(13, rows.size());
        for (String row : rows) {
            String[] fields = row.split(",", 3);
            assertTrue(known.contains("erase." + fields[0] + "." + fields[1]), row);
        }
    }

    private static List<String> ids(String stem, Enum<?>... values) {
        return Stream.of(values)
                .map(value -> stem + value.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static Map<String, String> texts(String language) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        TEXT.matcher(Files.readString(CONSOLE.resolve("words/" + language + ".js")))
                .results()
                .forEach(text -> texts.put(text.group(1), text.group(2)));
        return texts;
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.walk(CONSOLE)) {
            return files.filter(file -> file.toString().endsWith(".js"))
                    .filter(file -> !file.startsWith(CONSOLE.resolve("words")))
                    .toList();
        }
    }
}
