package dev.ringlock.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/deploy.md names what the template keeps, tells and needs, all of it and nothing else. */
class DeployPageTest {

    private static final Path PAGE = Path.of("../docs/deploy.md");
    /** How the page calls what has no name of its own. */
    private static final Map<String, String> TOLD_AS = Map.of(
            "NumberKey", "NumberKeyArn",
            "MacKey", "MacKeyArn",
            "SigningKey", "SigningKeyArn",
            "People", "PeoplePool",
            "BackupRole", "BackupRoleName");

    private final Map<String, Object> template = Synthesised.stack().template();

    @Test
    void tearing_down_names_everything_that_the_stack_leaves_behind() throws IOException {
        String page = section("Tearing it down");
        kept(template).forEach(name -> assertTrue(page.contains(name), name));
        // a bucket with files in it is not deleted, and fails the whole
        assertTrue(page.contains("ExportsBucket"));
    }

    @Test
    void tearing_down_names_no_table_that_is_not_there() throws IOException {
        Matcher loop = Pattern.compile("for table in ([a-z ]+);").matcher(section("Tearing it down"));
        assertTrue(loop.find());
        assertEquals(
                kept(template).stream()
                        .filter(name -> of("AWS::DynamoDB::Table").values().stream()
                                .anyMatch(table -> table.get("TableName").equals("ringlock-" + name)))
                        .collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(List.of(loop.group(1).split(" "))));
    }

    @Test
    void one_thing_more_that_is_kept_would_be_missed() throws IOException {
        Map<String, Object> more = TemplateJson.copy(template);
        TemplateJson.resources(more)
                .put("Extra", Map.of("Type", "AWS::S3::Bucket", "DeletionPolicy", "Retain", "Properties", Map.of()));
        Set<String> kept = kept(more);
        String page = section("Tearing it down");
        assertEquals(
                Set.of("Extra"),
                kept.stream().filter(name -> !page.contains(name)).collect(Collectors.toSet()));
    }

    @Test
    void the_page_and_the_template_have_the_same_outputs() throws IOException {
        Set<String> told = new TreeSet<>();
        section("What it tells you")
                .lines()
                .filter(line -> line.startsWith("| `"))
                .forEach(line -> told.add(line.split("`")[1]));
        Map<String, Object> withOptions = Synthesised.template(
                Synthesised.settings(
                        "machines = newsletter=links",
                        "domain = consent.harbour-books.example",
                        "certificate = arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"),
                Synthesised.POLICY,
                true);
        assertEquals(
                TemplateJson.map(withOptions.get("Outputs")).keySet().stream()
                        .map(name -> name.replaceFirst("^Client.*", "Client…"))
                        .collect(Collectors.toCollection(TreeSet::new)),
                told);
    }

    @Test
    void every_output_says_what_it_is_and_none_is_a_secret() {
        TemplateJson.map(Synthesised.stack().template().get("Outputs")).forEach((name, output) -> {
            assertFalse(
                    String.valueOf(TemplateJson.map(output).get("Description")).length() < 10, name);
            String value = TemplateJson.write(TemplateJson.map(output).get("Value"));
            assertFalse(value.matches("(?is).*secret.*|.*resolve:.*|.*password.*"), name + value);
        });
    }

    /** A region without one of them cannot have the stack. */
    @Test
    void the_services_that_a_region_has_to_have_are_those_of_the_template() throws IOException {
        Set<String> used = TemplateJson.resources(template).values().stream()
                .map(resource ->
                        TemplateJson.map(resource).get("Type").toString().split("::")[1])
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> told = new TreeSet<>();
        Matcher named = Pattern.compile("`AWS::(\\w+)`").matcher(section("The account and the region"));
        while (named.find()) {
            told.add(named.group(1));
        }
        assertEquals(used, told);
    }

    private Map<String, Map<String, Object>> of(String type) {
        Map<String, Map<String, Object>> found = new TreeMap<>();
        TemplateJson.resources(template).forEach((id, resource) -> {
            if (TemplateJson.map(resource).get("Type").equals(type)) {
                found.put(id, TemplateJson.properties(resource));
            }
        });
        return found;
    }

    /** The names of what stays when the stack goes. */
    private static Set<String> kept(Map<String, Object> template) {
        Set<String> kept = new TreeSet<>();
        Names names = new Names(template);
        TemplateJson.resources(template).forEach((id, resource) -> {
            Object policy = TemplateJson.map(resource).get("DeletionPolicy");
            if (policy != null && !policy.equals("Delete")) {
                Object vault = TemplateJson.properties(resource).get("BackupVaultName");
                String name = names.of(id);
                kept.add(vault == null ? TOLD_AS.getOrDefault(name, name) : vault.toString());
            }
        });
        return kept;
    }

    private static String section(String title) throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf("\n## " + title + "\n");
        assertTrue(from >= 0, title);
        int to = page.indexOf("\n## ", from + 1);
        return page.substring(from, to < 0 ? page.length() : to);
    }
}
