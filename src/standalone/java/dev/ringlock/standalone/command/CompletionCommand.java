package dev.ringlock.standalone.command;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Completion of commands and options by the Tab key. */
@Command(
        name = "completion",
        description = "Prints a script that lets bash and zsh complete the commands and options of `ringlock`.",
        footer = {"", "Example:", "  source <(java -jar ringlock.jar completion)"})
final class CompletionCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .print(AutoComplete.bash("ringlock", spec.root().commandLine()));
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }
}
