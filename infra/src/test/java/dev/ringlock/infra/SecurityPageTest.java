package dev.ringlock.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/security.md says what the template does, all of it and nothing else. */
class SecurityPageTest {

    private static final Path PAGE = Path.of("../docs/security.md");
    private static final String HEAD = "| function | started by | tables | keys and the like |";
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    @Test
    void the_table_and_the_template_say_the_same_both_ways() throws IOException {
        Set<String> told = table().stream()
                .map(cells -> String.join(" | ", cells.subList(0, 4)))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> deployed = deployed(Synthesised.stack().template());
        assertEquals(String.join("\n", deployed), String.join("\n", told));
    }

    @Test
    void every_row_tells_what_a_thief_gets() throws IOException {
        table().forEach(cells -> assertFalse(cells.get(4).isBlank(), cells.get(0)));
    }

    @Test
    void a_grant_more_makes_the_table_untrue() {
        Map<String, Object> template = Synthesised.stack().template();
        Set<String> before = deployed(template);
        TemplateJson.resources(template).forEach((id, resource) -> {
            if (id.startsWith("PagesRoleDefaultPolicy")) {
                TemplateJson.list(TemplateJson.map(
                                        TemplateJson.properties(resource).get("PolicyDocument"))
                                .get("Statement"))
                        .add(Map.of("Effect", "Allow", "Action", "s3:GetObject", "Resource", "arn:aws:s3:::some/*"));
            }
        });
        assertNotEquals(before, deployed(template));
    }

    /** A promise is worth the test that holds it. */
    @Test
    void every_test_that_the_page_names_is_there() throws IOException {
        Matcher named = TEST.matcher(Files.readString(PAGE));
        int count = 0;
        while (named.find()) {
            Path file = source(named.group(1) + ".java");
            assertTrue(Files.readString(file).contains("void " + named.group(2) + "("), named.group());
            count++;
        }
        assertTrue(count > 10, "the page names " + count + " tests");
    }

    private static Set<String> deployed(Map<String, Object> template) {
        return SecurityPage.rows(template).stream()
                .map(row -> String.join(" | ", row))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<List<String>> table() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith(HEAD))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static Path source(String name) throws IOException {
        for (String folder : List.of("src/test", "../src")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                Optional<Path> found = files.filter(file -> file.endsWith(name)).findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        throw new AssertionError("no such test: " + name);
    }
}
