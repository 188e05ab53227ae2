package dev.ringlock.standalone.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Starts the server, as {@link StartCommand} and {@link DemoCommand} do. */
@Command(
        name = "ringlock",
        synopsisHeading = "Usage: ",
        customSynopsis = "java -jar ringlock.jar [--demo] [COMMAND]",
        description = {
            "",
            "A vault for phone numbers and the consent of their owners. Without a command it starts, in lasting mode.",
            ""
        },
        footer = {
            "",
            "Settings are environment variables; the README lists them.",
            "Exit codes: 0 done, 1 refused or failed, 2 wrong arguments.",
            "",
            "Examples:",
            "  java -jar ringlock.jar demo",
            "  RINGLOCK_POLICY=policy.yaml java -jar ringlock.jar start",
            "  java -jar ringlock.jar staff add ana --roles support:service,privacy",
            "  java -jar ringlock.jar policy check policy.yaml"
        })
final class RinglockCommand implements Callable<Integer> {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    @Option(names = "--demo", description = "The same as the command demo.")
    private boolean demo;

    @Override
    public Integer call() {
        return demo ? new DemoCommand().call() : new StartCommand().call();
    }
}
