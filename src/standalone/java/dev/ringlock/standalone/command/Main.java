package dev.ringlock.standalone.command;

import dev.ringlock.standalone.CommandData;
import dev.ringlock.standalone.ServerSettings;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.time.LocalDate;
import java.util.function.Supplier;
import picocli.CommandLine;

/** {@code java -jar ringlock.jar COMMAND}. Without a command it starts in lasting mode. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... args) {
        // Quarkus' own log manager, for the commands that start no server too; without it the JDK's is there first
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        int exit = commandLine().execute(args);
        if (exit != 0) {
            System.exit(exit);
        }
    }

    static CommandLine commandLine() {
        return commandLine(CommandData::today);
    }

    /** @param today the day on which a command is given */
    static CommandLine commandLine(Supplier<LocalDate> today) {
        return new CommandLine(new RinglockCommand())
                .addSubcommand(new StartCommand())
                .addSubcommand(new DemoCommand())
                .addSubcommand(new CommandLine(new PolicyCommand()).addSubcommand(new PolicyCheckCommand(today)))
                .addSubcommand(new StaffCommand(ServerSettings::ofEnvironment, System.in))
                .addSubcommand(new ClientCommand(ServerSettings::ofEnvironment))
                .addSubcommand(new KeysCommand(ServerSettings::ofEnvironment))
                .addSubcommand(new ImportCommand(ServerSettings::ofEnvironment, System.in))
                .addSubcommand(new ExportCommand(ServerSettings::ofEnvironment, System.in))
                .addSubcommand(new RestoreCommand(ServerSettings::ofEnvironment))
                .addSubcommand(new TestMessageCommand(ServerSettings::ofEnvironment, System.in))
                .addSubcommand(new ReconcileCommand(ServerSettings::ofEnvironment))
                .addSubcommand(new McpCommand(System.getenv(), System.in, System.out))
                .setUsageHelpWidth(120)
                .setParameterExceptionHandler(Main::explain);
    }

    /** The mistake, and how the command is used. */
    private static int explain(CommandLine.ParameterException mistake, String[] args) {
        CommandLine command = mistake.getCommandLine();
        command.getErr().println(mistake.getMessage());
        command.usage(command.getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
