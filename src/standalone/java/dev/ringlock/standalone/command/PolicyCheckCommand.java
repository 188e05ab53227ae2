package dev.ringlock.standalone.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.policy.PolicyMistakesException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
            "  java -jar ringlock.jar policy check --json policy.yaml",
            "  java -jar ringlock.jar policy check --on 2027-02-01 policy.yaml"
        })
final class PolicyCheckCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The policy file.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Print {\"file\", \"mistakes\": [\"file:line: field: text\"]}.")
    private boolean json;

    @Option(
            names = "--on",
            paramLabel = "DAY",
            description = {
                "Also tell which rules of law bind this policy on that day, and which begin and end until then.",
                "With --json: {\"today\", \"on\", \"turns\": [{\"day\", \"begins\", \"rule\"}], \"inForce\": [\"rule\"]}."
            })
    private @Nullable LocalDate day;

    private final Supplier<LocalDate> today;

    /** @param today the day on which it is asked */
    PolicyCheckCommand(Supplier<LocalDate> today) {
        this.today = today;
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine command = spec.commandLine();
        try {
            Policy policy = PolicyFile.read(file);
            print(List.of(), policy, command.getOut(), summary(policy));
            return CommandLine.ExitCode.OK;
        } catch (PolicyMistakesException e) {
            print(
                    e.mistakes(),
                    null,
                    json ? command.getOut() : command.getErr(),
                    String.join(System.lineSeparator(), e.mistakes()));
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void print(List<String> mistakes, @Nullable Policy policy, PrintWriter out, String text) {
        LawReport report = policy == null || day == null ? null : new LawReport(policy.laws(), today.get(), day);
        if (!json) {
            out.println(text);
            if (report != null) {
                report.lines().forEach(out::println);
            }
            return;
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("file", file.toString());
        mistakes.forEach(document.putArray("mistakes")::add);
        if (report != null) {
            report.write(document);
        }
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
