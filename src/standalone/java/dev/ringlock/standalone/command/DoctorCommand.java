package dev.ringlock.standalone.command;

import dev.ringlock.standalone.CheckUp;
import dev.ringlock.standalone.Finding;
import dev.ringlock.standalone.ServerSettings;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks for what is wrong with an installation. */
@Command(
        name = "doctor",
        description = {
            "Looks at the settings, keys, data, disk, clock, providers and webhooks of lasting mode, and says what to do.",
            "It asks each provider for an answer, and sends each webhook's public address a signed test message of nobody. If no"
                    + " server runs, it opens the database as a start would. It changes nothing else."
        },
        exitCodeListHeading = "Exit codes: ",
        exitCodeList = {"0:nothing failed", "1:something failed"},
        footer = {"", "Example:", "  java -jar ringlock.jar doctor"})
final class DoctorCommand implements Callable<Integer> {

    @Option(names = DataCommand.JSON, description = DataCommand.AS_JSON)
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final Supplier<ServerSettings> settings;

    DoctorCommand(Supplier<ServerSettings> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (settings.get().demo()) {
            spec.commandLine().getErr().println("RINGLOCK_DEMO is set: demo mode needs no doctor.");
            return CommandLine.ExitCode.SOFTWARE;
        }
        List<Finding> findings;
        try {
            findings = CheckUp.of(settings.get(), isServed());
        } catch (ConfigurationException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        if (json) {
            out.println(FindingText.document(findings));
        } else {
            findings.forEach(finding -> out.println(FindingText.line(finding)));
        }
        return FindingText.isGood(findings) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private boolean isServed() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        LocalUser nobody = new LocalUser(InputStream.nullInputStream());
        Optional<ServedCommand> server = ServedCommand.at(settings.get().socket(), nobody, nowhere, nowhere);
        try {
            if (server.isPresent()) {
                server.get().close();
            }
        } catch (IOException e) {
            // it was there
        }
        return server.isPresent();
    }
}
