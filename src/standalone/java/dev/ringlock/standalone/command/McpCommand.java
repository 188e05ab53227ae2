package dev.ringlock.standalone.command;

import dev.ringlock.standalone.mcp.AgentServer;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** An MCP server over standard input and output. Nothing else may write there. */
@Command(
        name = "mcp",
        description = {
            "Lets an agent ask a running Ringlock, by the Model Context Protocol over standard input and output.",
            "Its tools are purposes, decide and why. They change nothing, and tell no number.",
            "RINGLOCK_URL is the server's address, RINGLOCK_TOKEN a machine's token with scopes decide:<purpose>."
        },
        footer = {
            "",
            "Example, as an agent's settings start it:",
            "  RINGLOCK_URL=https://ringlock.example RINGLOCK_TOKEN=rlc_… java -jar ringlock.jar mcp"
        })
final class McpCommand implements Callable<Integer> {

    private static final String URL = "RINGLOCK_URL";
    private static final String TOKEN = "RINGLOCK_TOKEN";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final Map<String, String> environment;
    private final InputStream in;
    private final OutputStream out;

    McpCommand(Map<String, String> environment, InputStream in, OutputStream out) {
        this.environment = environment;
        this.in = in;
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        String token = environment.getOrDefault(TOKEN, "");
        if (token.isBlank()) {
            return refused(TOKEN + " is not set: `ringlock client add agent --scopes decide:<purpose>` makes a token.");
        }
        AgentServer server;
        try {
            server = new AgentServer(URI.create(environment.getOrDefault(URL, "http://localhost:8080")), token);
        } catch (IllegalArgumentException e) {
            return refused(URL + " has to be an https address, or one of this machine.");
        }
        server.serve(in, out);
        return CommandLine.ExitCode.OK;
    }

    private int refused(String why) {
        spec.commandLine().getErr().println(why);
        return CommandLine.ExitCode.SOFTWARE;
    }
}
