package dev.ringlock.standalone.command;

import dev.ringlock.standalone.CommandData;
import dev.ringlock.standalone.ServerSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The part of a server that does the work of commands, and commands that are given beside it. */
final class RelayedCommands implements AutoCloseable {

    private final Path socket;
    private final CommandData data;
    private final CommandSocket server;

    RelayedCommands(ServerSettings settings) {
        this.socket = settings.socket();
        this.data = CommandData.open(settings);
        this.server = new CommandSocket(settings, data.store(), data.keys(), Clock.systemUTC());
        server.listen();
    }

    int run(CommandUser user, StringWriter out, StringWriter err, String... arguments) throws IOException {
        try (ServedCommand command = ServedCommand.at(
                        socket, user, new PrintWriter(out, true), new PrintWriter(err, true))
                .orElseThrow()) {
            return command.run(List.of(arguments));
        }
    }

    @Override
    public void close() {
        server.close();
        data.close();
    }
}
