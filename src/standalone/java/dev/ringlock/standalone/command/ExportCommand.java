package dev.ringlock.standalone.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.TooManyTriesException;
import dev.ringlock.http.Caller;
import dev.ringlock.policy.Policy;
import dev.ringlock.standalone.CommandData;
import dev.ringlock.standalone.archive.AgeFile;
import dev.ringlock.standalone.archive.ArchiveCounts;
import dev.ringlock.standalone.archive.ArchiveExport;
import dev.ringlock.standalone.archive.ArchiveExport.WrittenArchive;
import dev.ringlock.standalone.archive.ArchiveRefusedException;
import dev.ringlock.standalone.archive.ArchiveSigners;
import dev.ringlock.standalone.command.DataCommand.Outcome;
import dev.ringlock.standalone.staff.SignInTry;
import dev.ringlock.standalone.staff.StaffBook.ListedPerson;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Everything as one encrypted file. */
@Command(
        name = "export",
        description = {
            "Writes everything to one file, encrypted for your key of age: every number, consent and ledger entry, and the"
                    + " secret of the index key. The command restore makes a new Ringlock of it.",
            "It takes two people of this machine, one with the role admin and one with the role privacy. It asks for their"
                    + " names, passwords and codes, or reads them from standard input, a line each.",
            "To move, stop the server first: what comes while the file is written is not in it."
        },
        footer = {"", "Example:", "  java -jar ringlock.jar export --all --for age1... --out ringlock.age"})
final class ExportCommand implements Callable<Integer> {

    private static final String WHAT = "archive";
    private static final Caller HERE = new Caller("127.0.0.1", "");

    @Option(names = "--all", required = true, description = "Everything. There is no archive of a part.")
    private boolean all;

    @Option(
            names = "--for",
            paramLabel = "KEY",
            required = true,
            description = "The public key, which begins with age1. Give several if each of them may open the file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private List<String> keys;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The new file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path file;

    @Option(names = DataCommand.JSON, description = DataCommand.AS_JSON)
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** Whether opt-outs came that are not in the file. A script must not go on to move with it. */
    private boolean late;

    private final DataCommand command;
    private final CommandUser user;

    ExportCommand(DataAccess data, CommandUser user) {
        this.command = new DataCommand(data);
        this.user = user;
    }

    @Override
    public Integer call() {
        try {
            AgeFile.of(keys);
            ArchiveExport.refuseExisting(file);
            refuseAtAProvider();
            int code = command.runExisting(spec, json, this::write);
            return late ? CommandLine.ExitCode.SOFTWARE : code;
        } catch (ArchiveRefusedException | ConfigurationException e) {
            spec.commandLine().getErr().println(e.getMessage());
        } catch (TooManyTriesException e) {
            spec.commandLine()
                    .getErr()
                    .println("There were too many tries under that name. Try again in "
                            + Math.max(1, e.retryAfter().toMinutes()) + " minutes.");
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private void refuseAtAProvider() {
        if (command.data().settings().issuer().isPresent()) {
            throw new ConfigurationException(
                    "RINGLOCK_ISSUER is set: people sign in at the provider, and this command cannot"
                            + " ask them there. Add two people of this machine (staff add NAME --roles admin, and --roles privacy),"
                            + " and give the command without RINGLOCK_ISSUER.");
        }
    }

    private Outcome write(CommandData data) {
        Policy policy = command.data().policy();
        // without a server none can start until the file is whole
        boolean served = data.isServed();
        PrintWriter err = spec.commandLine().getErr();
        lines(data, served).forEach(err::println);
        TypedSignature typed = new TypedSignature(err, user);
        ListedPerson admin = signed(data, typed, "admin");
        ListedPerson privacy = signed(data, typed, "privacy");
        WrittenArchive written = data.archive(policy).write(ArchiveSigners.of(admin, privacy), keys, served, file);
        late = written.late() > 0;
        return new Outcome(document(written), lines(written));
    }

    /** The two people see what they sign. */
    private List<String> lines(CommandData data, boolean served) {
        List<String> lines = new ArrayList<>();
        lines.add("You sign for an archive of everything in " + data.folder() + ", in the new file "
                + file.toAbsolutePath().normalize() + ". Each of these keys opens every number in it:");
        keys.forEach(key -> lines.add("  " + key));
        if (served) {
            lines.add("The server runs. Opt-outs that come from now on are not in the file. To move, stop it first.");
        }
        return lines;
    }

    private ListedPerson signed(CommandData data, TypedSignature typed, String role) {
        SignInTry tried = typed.read(role, HERE);
        return data.signIn()
                .sign(tried, WHAT + " for " + String.join(" ", keys))
                .orElseThrow(() -> new ArchiveRefusedException("Name, password or code is wrong. Nothing was read."));
    }

    private ObjectNode document(WrittenArchive written) {
        ArchiveCounts counts = written.counts();
        return JsonNodeFactory.instance
                .objectNode()
                .put("archive", written.id().value())
                .put("file", file.toString())
                .put("sha256", written.sha256())
                .put("contacts", counts.contacts())
                .put("numbers", counts.numbers())
                .put("entries", counts.entries())
                .put("unopened", counts.unopened())
                .put("broken", counts.broken())
                .put("late", written.late());
    }

    private List<String> lines(WrittenArchive written) {
        List<String> lines = new ArrayList<>(ArchiveText.lines(written.counts()));
        lines.add(0, file + " is written. Who has the secret key can open every number in it.");
        lines.add("SHA-256 " + written.sha256());
        if (written.late() > 0) {
            lines.add(
                    written.late() + " opt-outs, or messages that may be one, came while it was written, and are not in"
                            + " it. To move, stop the server and export again.");
        }
        return lines;
    }
}
