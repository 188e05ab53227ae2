package dev.ringlock.standalone.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.standalone.command.DataCommand.Outcome;
import dev.ringlock.standalone.staff.ClientBook;
import dev.ringlock.standalone.staff.ClientBook.ListedClient;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The machines that call by themselves. */
@Command(
        name = "client",
        description = {
            "The machines that call this one by themselves, such as the system that sends your newsletter.",
            "The commands work while the server runs, and before its first start. Run them as the server's user."
        },
        footer = {"", "Example:", "  java -jar ringlock.jar client add newsletter --scopes links,decide:marketing"})
final class ClientCommand {

    private final DataCommand command;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    ClientCommand(DataAccess data) {
        this.command = new DataCommand(data);
    }

    @Command(
            name = "add",
            description = {
                "Adds a machine. Its token is shown once, and never again.",
                "The machine sends it with each request: Authorization: Bearer TOKEN"
            },
            footer = {"", "Example:", "  java -jar ringlock.jar client add newsletter --scopes links,decide:marketing"})
    int add(
            @Parameters(paramLabel = "NAME", description = "Letters, digits and @ . _ + -") String name,
            @Option(
                            names = "--scopes",
                            paramLabel = "SCOPE",
                            split = ",",
                            required = true,
                            description = "What it may do: links, or decide: and a purpose.")
                    List<String> scopes,
            @Option(names = DataCommand.JSON, description = DataCommand.AS_JSON) boolean json) {
        return run(json, clients -> {
            String token = clients.add(name, scopes);
            return new Outcome(
                    document().put("name", name).put("token", token),
                    List.of(name + " calls with this token. It is shown once:", token));
        });
    }

    @Command(
            name = "list",
            description = "Lists the machines and their scopes.",
            footer = {"", "Example:", "  java -jar ringlock.jar client list --json"})
    int list(@Option(names = DataCommand.JSON, description = DataCommand.AS_JSON) boolean json) {
        return run(json, clients -> {
            ObjectNode document = document();
            ArrayNode listed = document.putArray("clients");
            List<ListedClient> all = clients.list();
            all.forEach(client -> client.scopes()
                    .forEach(listed.addObject().put("name", client.name()).putArray("scopes")::add));
            return new Outcome(
                    document,
                    all.isEmpty()
                            ? List.of("None yet.")
                            : all.stream()
                                    .map(client -> client.name() + "  " + String.join(", ", client.scopes()))
                                    .toList());
        });
    }

    @Command(
            name = "remove",
            description = "Removes a machine. Its token counts no more, at once.",
            footer = {"", "Example:", "  java -jar ringlock.jar client remove newsletter"})
    int remove(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = DataCommand.JSON, description = DataCommand.AS_JSON) boolean json) {
        return run(json, clients -> {
            clients.remove(name);
            return new Outcome(document().put("removed", name), List.of(name + " is removed."));
        });
    }

    private int run(boolean json, Function<ClientBook, Outcome> work) {
        return command.run(
                spec, json, data -> work.apply(new ClientBook(data.store().staff(), data.arrivals())));
    }

    private static ObjectNode document() {
        return JsonNodeFactory.instance.objectNode();
    }
}
