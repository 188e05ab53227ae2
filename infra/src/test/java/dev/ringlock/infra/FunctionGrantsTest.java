package dev.ringlock.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.functions.BuiltFunction;
import dev.ringlock.functions.Need;
import dev.ringlock.functions.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FunctionGrantsTest {

    private static final Pattern FUNQ =
            Pattern.compile("@Funq(?:\\(\"([^\"]+)\"\\))?\\s+public\\s+(?:@Nullable\\s+)?\\S+\\s+(\\w+)\\(");

    private final List<DeployedFunction> doors = FunctionGrants.of(Synthesised.POLICY);

    @Test
    void what_is_on_the_list_is_what_the_source_has() throws IOException {
        Set<String> listed = doors.stream().map(DeployedFunction::function).collect(Collectors.toSet());
        assertEquals(functionsOfTheSource(), new TreeSet<>(listed));
    }

    @Test
    void a_purpose_more_is_three_functions_more_and_nothing_else_by_hand() {
        List<DeployedFunction> more = FunctionGrants.of(
                new OwnersPolicy(List.of("marketing", "service", "recall-notices"), 7, true, "aws", false));
        Set<String> names = more.stream().map(DeployedFunction::name).collect(Collectors.toSet());
        doors.forEach(door -> names.remove(door.name()));
        assertEquals(Set.of("audience-recall-notices", "export-recall-notices", "reveal-recall-notices"), names);
        DeployedFunction reveal = more.stream()
                .filter(door -> door.name().equals("reveal-recall-notices"))
                .findFirst()
                .orElseThrow();
        assertEquals("RevealRecallNotices", reveal.id());
        assertTrue(reveal.opens("recall-notices"));
    }

    @Test
    void codes_by_a_provider_with_an_account_need_the_secret_of_the_function() {
        for (String provider : List.of("twilio", "vonage", "telnyx", "plivo", "sinch", "messagebird", "infobip")) {
            assertEquals(
                    Set.of("capture", "confirm", "delivery", "inbound", "links", "reconcile"),
                    withSecrets(provider),
                    provider);
        }
        assertEquals(Set.of("delivery", "inbound", "reconcile"), withSecrets("aws"));
        assertEquals(Set.of("delivery", "inbound", "reconcile"), withSecrets(""));
    }

    @Test
    void opt_out_lists_are_read_and_added_to_only_where_a_sender_is_of_aws() {
        for (boolean byAws : List.of(true, false)) {
            OwnersPolicy policy = new OwnersPolicy(List.of("marketing"), 7, byAws, "", false);
            List<Grant> reconcile = Grant.needed(BuiltFunction.RECONCILE, null, policy);
            for (String action : List.of("DescribeOptedOutNumbers", "PutOptedOutNumber")) {
                assertEquals(byAws, reconcile.contains(new Grant.OptOutLists(action)), action);
            }
        }
    }

    private static Set<String> withSecrets(String codesBy) {
        OwnersPolicy policy = new OwnersPolicy(List.of("marketing"), 7, false, codesBy, false);
        return Stream.of(BuiltFunction.values())
                .filter(function -> Grant.needed(function, null, policy).contains(new Grant.Secrets()))
                .map(BuiltFunction::id)
                .collect(Collectors.toSet());
    }

    @Test
    void every_function_of_the_list_has_a_row_for_each_purpose_or_one() {
        for (BuiltFunction function : BuiltFunction.values()) {
            List<DeployedFunction> rows = doors.stream()
                    .filter(door -> door.function().equals(function.id()))
                    .toList();
            assertEquals(
                    function.needs(Need.PURPOSE) ? Synthesised.POLICY.purposes().size() : 1, rows.size(), function::id);
        }
    }

    /** Without it each of its calls would fail. */
    @Test
    void whoever_has_the_index_key_can_see_whether_it_is_the_right_one() {
        doors.stream()
                .filter(door -> door.may().contains(new Grant.IndexKey()))
                .forEach(door -> assertTrue(
                        door.may().contains(Grant.queryIndexKey()) || door.may().contains(Grant.query("ledger")),
                        door::name));
    }

    @Test
    void names_and_routes_are_there_once() {
        List<String> names = doors.stream().map(DeployedFunction::name).toList();
        assertEquals(names.size(), Set.copyOf(names).size());
        List<String> routes = doors.stream()
                .flatMap(door -> door.routes().stream())
                .map(Route::key)
                .toList();
        assertEquals(routes.size(), Set.copyOf(routes).size());
    }

    private static Set<String> functionsOfTheSource() throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("../src/main/java"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                Matcher matcher = FUNQ.matcher(Files.readString(file));
                while (matcher.find()) {
                    found.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
                }
            }
        }
        return found;
    }
}
