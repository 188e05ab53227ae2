package dev.ringlock.standalone.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.standalone.CommandData;
import dev.ringlock.standalone.command.DataCommand.Outcome;
import dev.ringlock.standalone.staff.Enrolment;
import dev.ringlock.standalone.staff.StaffBook;
import dev.ringlock.standalone.staff.StaffBook.ListedPerson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The people who sign in on this machine. */
@Command(
        name = "staff",
        description = {
            "The people who sign in on this machine, with a password and a one-time code.",
            "The commands read RINGLOCK_DATA, RINGLOCK_KEYS and RINGLOCK_POLICY as the server does. They work while it"
                    + " runs, and before its first start. Run them as the server's user."
        },
        footer = {"", "Example:", "  java -jar ringlock.jar staff add ana --roles support:service,privacy"})
final class StaffCommand {

    private static final String ROLES = "Such as support:service,privacy. The answer to a wrong one lists all.";
    private static final String OWN = "Ask for a password instead of making one. It is read from the console, or else"
            + " from the first line of standard input.";

    private final DataCommand command;
    private final CommandUser user;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    StaffCommand(DataAccess data, CommandUser user) {
        this.command = new DataCommand(data);
        this.user = user;
    }

    @Command(
            name = "add",
            description = "Adds a person. The password and the seed of the codes are shown once, and never again.",
            footer = {
                "",
                "Examples:",
                "  java -jar ringlock.jar staff add ana --roles support:service,privacy",
                "  java -jar ringlock.jar staff add dan --roles auditor --password"
            })
    int add(
            @Parameters(paramLabel = "NAME", description = "Letters, digits and @ . _ + -") String name,
            @Option(names = "--roles", paramLabel = "ROLE", split = ",", required = true, description = ROLES)
                    List<String> roles,
            @Option(names = "--password", description = OWN) boolean own,
            @Option(names = DataCommand.JSON, description = DataCommand.AS_JSON) boolean json) {
        Optional<String> password = password(own);
        return run(json, staff -> enrolled(staff.add(name, roles, password)));
    }

    @Command(
            name = "list",
            description = "Lists the people and their roles.",
            footer = {"", "Example:", "  java -jar ringlock.jar staff list --json"})
    int list(@Option(names = DataCommand.JSON, description = DataCommand.AS_JSON) boolean json) {
        return run(json, staff -> {
            ObjectNode document = document();
            ArrayNode people = document.putArray("staff");
            List<ListedPerson> all = staff.list();
            all.forEach(person -> people.add(view(person)));
            return new Outcome(
                    document,
                    all.isEmpty()
                            ? List.of("Nobody yet.")
                            : all.stream().map(StaffCommand::line).toList());
        });
    }

    @Command(
            name = "roles",
            description = "Gives a person these roles and no others. They count at once.",
            footer = {"", "Example:", "  java -jar ringlock.jar staff roles ana --roles support:service"})
    int roles(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--roles", paramLabel = "ROLE", split = ",", required = true, description = ROLES)
                    List<String> roles,
            @Option(names = DataCommand.JSON, description = DataCommand.AS_JSON) boolean json) {
        return run(json, staff -> {
            ListedPerson person = staff.setRoles(name, roles);
            return new Outcome(view(person), List.of(line(person)));
        });
    }

    @Command(
            name = "reset",
            description = {
                "Gives a person a new password and a new seed of the codes. Both are shown once.",
                "Their sessions end. If too many have tried to sign in under their name, they may try again."
            },
            footer = {"", "Example:", "  java -jar ringlock.jar staff reset ana"})
    int reset(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--password", description = OWN) boolean own,
            @Option(names = DataCommand.JSON, description = DataCommand.AS_JSON) boolean json) {
        Optional<String> password = password(own);
        return run(json, staff -> enrolled(staff.reset(name, password)));
    }

    @Command(
            name = "remove",
            description = "Removes a person. Their sessions end at once. What they did stays on the ledger.",
            footer = {"", "Example:", "  java -jar ringlock.jar staff remove ana"})
    int remove(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = DataCommand.JSON, description = DataCommand.AS_JSON) boolean json) {
        return run(json, staff -> {
            staff.remove(name);
            return new Outcome(document().put("removed", name), List.of(name + " is removed."));
        });
    }

    private int run(boolean json, Function<StaffBook, Outcome> work) {
        return command.run(spec, json, data -> work.apply(book(data)));
    }

    private StaffBook book(CommandData data) {
        return new StaffBook(data.store().staff(), data.keys(), command.data()::policy, data.arrivals());
    }

    private Optional<String> password(boolean own) {
        return own ? Optional.of(TypedPassword.read(user)) : Optional.empty();
    }

    private static Outcome enrolled(Enrolment person) {
        ObjectNode document = document().put("name", person.name());
        List<String> lines = new ArrayList<>();
        lines.add(person.name() + " signs in with:");
        person.madePassword().ifPresent(password -> {
            document.put("password", password);
            lines.add("  password  " + password);
        });
        document.put("seed", person.seed()).put("otpauth", person.uri());
        lines.add("  codes     " + person.uri());
        lines.add("            or type this seed into the app: " + person.seed());
        lines.add("This is shown once. Hand it over in private, and keep no copy.");
        return new Outcome(document, lines);
    }

    private static String line(ListedPerson person) {
        return person.name() + "  " + String.join(", ", person.roles());
    }

    private static ObjectNode view(ListedPerson person) {
        ObjectNode view = document().put("name", person.name());
        person.roles().forEach(view.putArray("roles")::add);
        return view;
    }

    private static ObjectNode document() {
        return JsonNodeFactory.instance.objectNode();
    }
}
