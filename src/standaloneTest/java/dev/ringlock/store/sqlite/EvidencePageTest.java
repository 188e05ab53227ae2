package dev.ringlock.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.TestClock;
import dev.ringlock.evidence.PackMaker;
import dev.ringlock.evidence.StoredZip;
import dev.ringlock.keys.TestSigner;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.standalone.stamp.LocalAuthority;
import dev.ringlock.standalone.stamp.StampAuthority;
import dev.ringlock.subject.evidence.EvidenceRequest;
import dev.ringlock.subject.evidence.EvidenceRequest.AskedMessage;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every line of the checklist in docs/evidence.md is answered by a pack, with the words that the line names. */
class EvidencePageTest {

    private static final int COLUMNS = 4;
    private static final Pattern ANSWER = Pattern.compile("`([^`]+)`: \"((?:[^\"\\\\]|\\\\.)*)\"");

    private final TestClock clock = new TestClock();

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Test
    void everyLineOfTheChecklistIsInThePack() throws Exception {
        SortedMap<String, byte[]> files = StoredZip.read(pack());
        List<String> lines = checklist();
        assertTrue(lines.size() > 15, lines.size() + " lines");
        List<String> missing = new ArrayList<>();
        for (String line : lines) {
            String[] cells = line.substring(1).split(" \\| ", -1);
            assertEquals(COLUMNS, cells.length, line);
            assertTrue(List.of("read", "quoted", "summary").contains(cells[2].strip()), "no known confidence: " + line);
            Matcher answer = ANSWER.matcher(cells[3]);
            int answers = 0;
            while (answer.find()) {
                answers++;
                if (!isIn(files, answer.group(1), answer.group(2).replace("\\\"", "\""))) {
                    missing.add(answer.group());
                }
            }
            assertTrue(answers > 0, "nothing in the pack answers: " + line);
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void noBoxOfTheFormIsTicked() throws Exception {
        StoredZip.read(pack())
                .forEach((name, content) -> assertTrue(
                        !name.endsWith("page.html")
                                || !new String(content, StandardCharsets.UTF_8).contains(" checked"),
                        name));
    }

    private byte[] pack() throws IOException {
        PackMaker maker = new PackMaker(sqlite.store(), clock, new TestSigner());
        maker.yesAndNo();
        maker.yesFromThePhone();
        try (LocalAuthority authority = new LocalAuthority("RSA", clock.instant())) {
            maker.anchor(new StampAuthority(authority.address(), null, Duration.ofSeconds(20)));
        }
        return maker.pack(new EvidenceRequest(
                PhoneNumber.ofCanonical(PackMaker.PHONE),
                null,
                true,
                List.of(new AskedMessage(new Purpose("marketing"), Channel.SMS, clock.instant()))));
    }

    private static List<String> checklist() throws IOException {
        return Files.readAllLines(Path.of("docs/evidence.md")).stream()
                .dropWhile(line -> !line.startsWith("| asked for |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    private static boolean isIn(SortedMap<String, byte[]> files, String name, String words) {
        Pattern pattern = Pattern.compile(Pattern.quote(name).replace("*", "\\E[^/]+\\Q"));
        return files.entrySet().stream()
                .filter(file -> pattern.matcher(file.getKey()).matches())
                .anyMatch(file -> new String(file.getValue(), StandardCharsets.UTF_8).contains(words));
    }
}
