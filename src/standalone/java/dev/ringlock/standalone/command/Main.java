package dev.ringlock.standalone.command;

import dev.ringlock.standalone.CommandData;
import dev.ringlock.standalone.ServerSettings;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code java -jar ringlock.jar COMMAND}. Without a command it starts in lasting mode. */
@QuarkusMain
public final class Main {

    private static final int WIDTH = 120;

    // One constant, because of a fault of Java 17: it crashes when it writes the launcher's archive,
    // if one lambda was made at two places for an interface of old classes such as picocli's.
    private static final IParameterExceptionHandler MISTAKES = Main::explain;

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
        LocalUser user = new LocalUser(System.in);
        CommandLine all = new CommandLine(new RinglockCommand())
                .addSubcommand(new StartCommand())
                .addSubcommand(new DemoCommand())
                .addSubcommand(new CommandLine(new PolicyCommand()).addSubcommand(new PolicyCheckCommand(today)));
        CommandLine ofData = dataCommands(new OwnData(ServerSettings::ofEnvironment), user);
        ofData.getSubcommands().forEach(all::addSubcommand);
        return all.addSubcommand(new RestoreCommand(ServerSettings::ofEnvironment))
                .addSubcommand(new TestMessageCommand(ServerSettings::ofEnvironment, System.in))
                .addSubcommand(new McpCommand(System.getenv(), System.in, System.out))
                .addSubcommand(new VerifyCommand())
                .addSubcommand(new TestdataCommand(ServerSettings::ofEnvironment, today, System.out))
                .addSubcommand(new DoctorCommand(ServerSettings::ofEnvironment))
                .addSubcommand(new CompletionCommand())
                .setUsageHelpWidth(WIDTH)
                .setParameterExceptionHandler(MISTAKES)
                .setExecutionStrategy(parsed -> run(parsed, ofData, user));
    }

    /** The commands that work with the data. A running server does their work. */
    static CommandLine dataCommands(DataAccess data, CommandUser user) {
        return new CommandLine(CommandSpec.create().name("ringlock"))
                .addSubcommand(new StaffCommand(data, user))
                .addSubcommand(new ClientCommand(data))
                .addSubcommand(new KeysCommand(data))
                .addSubcommand(new ImportCommand(data, user))
                .addSubcommand(new ExportCommand(data, user))
                .addSubcommand(new BackupCommand(data))
                .addSubcommand(new ReconcileCommand(data))
                .addSubcommand(new PurgeCommand(data))
                .addSubcommand(new EvidenceCommand(data, user))
                .addSubcommand(new EraseCommand(data, user))
                .addSubcommand(new CheckCommand(data))
                .setUsageHelpWidth(WIDTH)
                .setParameterExceptionHandler(MISTAKES);
    }

    private static int run(ParseResult parsed, CommandLine ofData, CommandUser user) {
        ParseResult given = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
        boolean isHelp = parsed.asCommandLineList().stream().anyMatch(CommandLine::isUsageHelpRequested);
        if (!isHelp && ofData.getSubcommands().containsKey(given.commandSpec().name())) {
            CommandLine command = given.commandSpec().commandLine();
            try {
                Optional<ServedCommand> served = ServedCommand.at(
                        ServerSettings.ofEnvironment().socket(), user, command.getOut(), command.getErr());
                if (served.isPresent()) {
                    try (ServedCommand there = served.get()) {
                        // files of arguments are read here, as the user who gave the command
                        return there.run(parsed.expandedArgs());
                    }
                }
            } catch (ConfigurationException e) {
                command.getErr().println(e.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            } catch (IOException e) {
                // the socket cannot be closed; the command has said everything
                return CommandLine.ExitCode.SOFTWARE;
            }
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** The mistake, and how the command is used. */
    private static int explain(CommandLine.ParameterException mistake, String[] args) {
        CommandLine command = mistake.getCommandLine();
        command.getErr().println(mistake.getMessage());
        command.usage(command.getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
