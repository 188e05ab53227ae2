package dev.ringlock.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringlock.terms.Purpose;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every role on every action: exactly what is in this table, which is written apart from the code's own. */
class AccessTest {

    private static final Purpose MARKETING = new Purpose("marketing");
    private static final Purpose SERVICE = new Purpose("service");

    private static final String TABLE = """
            action      | support:service | campaign:service | analyst | privacy | auditor | admin |
            LOOK_UP     | yes             | no               | no      | yes     | no      | no    | no
            LIST        | yes             | no               | no      | yes     | no      | no    | no
            SEE_HISTORY | yes             | no               | no      | yes     | yes     | no    | no
            SEE_PAST_DECISION | no        | no               | no      | no      | yes     | no    | no
            WITHDRAW    | yes             | no               | no      | yes     | no      | no    | no
            DECIDE_HOLD | yes             | no               | no      | yes     | no      | no    | no
            READ_HELD_TEXT | yes          | no               | no      | yes     | no      | no    | no
            SEND_LINK   | yes             | no               | no      | yes     | no      | no    | no
            TEST_MESSAGE | no             | no               | no      | yes     | no      | no    | no
            REVEAL      | service         | no               | no      | no      | no      | no    | no
            AUDIENCE    | no              | service          | no      | no      | no      | no    | no
            IMPORT      | no              | no               | no      | yes     | no      | no    | no
            ERASE       | no              | no               | no      | yes     | no      | no    | no
            GIVE_ACCESS | no              | no               | no      | yes     | no      | no    | no
            EVIDENCE    | no              | no               | no      | yes     | no      | no    | no
            DATASET     | no              | no               | yes     | no      | no      | no    | no
            SEE_DATASETS | no             | no               | yes     | yes     | no      | no    | no
            REIDENTIFY  | no              | no               | no      | yes     | no      | no    | no
            AUDIT       | no              | no               | no      | no      | yes     | no    | no
            SEE_RUNS    | no              | no               | no      | yes     | yes     | no    | no
            OVERVIEW    | yes             | yes              | no      | yes     | yes     | no    | no
            SIGN_ARCHIVE | no             | no               | no      | yes     | no      | yes   | no
            """;

    @Test
    void everyRoleMayDoExactlyWhatTheTableSays() {
        List<List<String>> rows = TABLE.lines()
                .map(line -> Stream.of(line.split("\\|", -1)).map(String::strip).toList())
                .toList();
        List<String> roles = rows.get(0);
        Set<String> seen = new HashSet<>();
        for (List<String> row : rows.subList(1, rows.size())) {
            Action action = Action.valueOf(row.get(0));
            seen.add(action.name());
            for (int i = 1; i < row.size(); i++) {
                Actor actor = new Actor("alex", Role.of(roles.get(i)).stream().collect(Collectors.toSet()));
                assertEquals(row.get(i), told(actor, action), action + " by " + roles.get(i));
            }
        }
        assertEquals(Stream.of(Action.values()).map(Action::name).collect(Collectors.toSet()), seen);
        assertEquals(
                Stream.of(Role.RoleKind.values()).map(Role.RoleKind::id).collect(Collectors.toSet()),
                roles.subList(1, 7).stream().map(role -> role.split(":")[0]).collect(Collectors.toSet()));
    }

    @Test
    void allRolesOfAPersonCountAndNoneMixesTwoPurposes() {
        Actor both = new Actor("alex", Set.of(role("support:marketing"), role("campaign:service")));
        assertEquals(
                List.of(true, false), List.of(both.may(Action.REVEAL, MARKETING), both.may(Action.REVEAL, SERVICE)));
        assertEquals(
                List.of(false, true),
                List.of(both.may(Action.AUDIENCE, MARKETING), both.may(Action.AUDIENCE, SERVICE)));
        assertEquals(true, both.may(Action.LOOK_UP));
    }

    @Test
    void aGroupThatIsNoneOfOursIsNoRole() {
        for (String group : List.of(
                "",
                "admin:service",
                "support",
                "support:",
                "support:*",
                "SUPPORT:service",
                "support:a:b",
                "privacy:service",
                "auditor ",
                "privacy:")) {
            assertEquals(List.of(), Role.of(group).stream().toList(), group);
        }
        assertEquals("support:service", role("support:service").id());
    }

    /** Whether that person may do it: in general, or for which purpose. */
    private static String told(Actor actor, Action action) {
        List<String> may = new ArrayList<>();
        if (actor.may(action)) {
            may.add("yes");
        }
        Stream.of(MARKETING, SERVICE)
                .filter(purpose -> actor.may(action, purpose))
                .forEach(purpose -> may.add(purpose.id()));
        return may.isEmpty() ? "no" : String.join(" ", may);
    }

    private static Role role(String group) {
        return Role.of(group).orElseThrow();
    }
}
