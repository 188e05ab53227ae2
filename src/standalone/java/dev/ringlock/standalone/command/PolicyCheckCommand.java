package dev.ringlock.standalone.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.policy.PolicyMistakesException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a policy file as a start would. It needs no data folder and starts nothing. */
@Command(
        name = "check",
        description = "Lists every mistake of a policy file, each with its line and what would be right.",
        footer = {
            "",
            "Exit codes: 0 no mistake, 1 mistakes.",
            "",
            "Examples:",
            "  java -jar ringlock.jar policy check policy.yaml",
            "  java -jar ringlock.jar policy check --json policy.yaml"
        })
final class PolicyCheckCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The policy file.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Print {\"file\", \"mistakes\": [\"file:line: field: text\"]}.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine command = spec.commandLine();
        try {
            Policy policy = PolicyFile.read(file);
            print(List.of(), command.getOut(), summary(policy));
            return CommandLine.ExitCode.OK;
        } catch (PolicyMistakesException e) {
            print(
                    e.mistakes(),
                    json ? command.getOut() : command.getErr(),
                    String.join(System.lineSeparator(), e.mistakes()));
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void print(List<String> mistakes, PrintWriter out, String text) {
        if (!json) {
            out.println(text);
            return;
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("file", file.toString());
        mistakes.forEach(document.putArray("mistakes")::add);
        out.println(document);
    }

    private String summary(Policy policy) {
        String purposes = policy.purposes().keySet().stream()
                .map(purpose -> purpose.id())
                .sorted()
                .collect(Collectors.joining(", "));
        return file + ": no mistakes. It is " + policy.controller().name() + "'s, with the purposes " + purposes + ".";
    }
}
