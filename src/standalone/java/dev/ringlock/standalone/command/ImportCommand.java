package dev.ringlock.standalone.command;

import dev.ringlock.imports.rows.Mapping;
import dev.ringlock.imports.rows.MappingGuess;
import dev.ringlock.imports.rows.MappingMistakesException;
import dev.ringlock.imports.run.ImportProgress;
import dev.ringlock.imports.run.ImportState;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.policy.Policy;
import dev.ringlock.standalone.CommandData;
import dev.ringlock.store.StoreUnavailableException;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings in a file of numbers with their consents and opt-outs. */
@Command(
        name = "import",
        description = {
            "Brings in a file of numbers with their consents and opt-outs: CSV or JSON lines, also as .gz. Opt-outs come first.",
            "The file is checked first. Then the command asks whether to run it. Rows that were imported before are not"
                    + " imported again, so an interrupted import may be started anew.",
            "It works while the server runs, and without it. Run it as the server's user."
        },
        footer = {
            "",
            "Examples:",
            "  java -jar ringlock.jar import contacts.csv --guess > map.yaml",
            "  java -jar ringlock.jar import contacts.csv --map map.yaml",
            "  java -jar ringlock.jar import --status 01KD5M0AZ0000000000000000A"
        })
final class ImportCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";
    private static final int HEAD = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String NOTHING_STORED = "Nothing of it is stored.";

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The file; - reads standard input.")
    private @Nullable String file;

    @Option(names = "--map", paramLabel = "MAP", description = "The mapping: which column is what, in YAML.")
    private @Nullable String map;

    @Option(names = "--guess", description = "Print a mapping that the file's beginning suggests, and do nothing else.")
    private boolean guess;

    @Option(names = "--dry-run", description = "Check the file, and store nothing of it.")
    private boolean dryRun;

    @Option(names = "--events", description = "Tell each contact's entry to your other systems.")
    private boolean events;

    @Option(names = "--yes", description = "Run it after the check without asking.")
    private boolean yes;

    @Option(
            names = "--leave-out",
            paramLabel = "N",
            description = "Leave out so many refused rows that may be opt-outs, as the check counts them.")
    private @Nullable Long leaveOut;

    @Option(
            names = "--report",
            paramLabel = "PATH",
            description = "The new file for the report of refused rows, instead of FILE.report.csv.")
    private @Nullable String report;

    @Option(names = "--status", paramLabel = "ID", description = "Show how far an import is.")
    private @Nullable String status;

    @Option(names = DataCommand.JSON, description = DataCommand.AS_JSON)
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final DataAccess access;
    private final CommandUser user;

    ImportCommand(DataAccess access, CommandUser user) {
        this.access = access;
        this.user = user;
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try {
            if (status != null) {
                return shown(status);
            } else if (file == null) {
                throw wrong("Name the file, or an import with --status.");
            } else if (guess) {
                return guessed(file);
            } else if (map == null) {
                throw wrong("Name the mapping with --map. --guess proposes one.");
            } else if (file.equals(STANDARD_INPUT) && !yes && !dryRun) {
                throw wrong("Standard input is the file, so nobody can be asked: add --yes or --dry-run.");
            }
            return imported(file, map);
        } catch (ConfigurationException | MappingMistakesException e) {
            err.println(e.getMessage());
        } catch (KeysUnavailableException e) {
            err.println("The keys cannot be used: " + e.getMessage() + ".");
        } catch (StoreUnavailableException e) {
            err.println("The database cannot be used: " + e.getMessage() + ". The same file may be imported again.");
        } catch (IOException e) {
            err.println("A file cannot be read or written: " + e.getMessage());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private int shown(String id) {
        try (CommandData data = access.existing()) {
            Optional<ImportProgress> found =
                    data.imports(access.policy()).imports().find(id);
            if (found.isEmpty()) {
                throw new ConfigurationException("There is no such import any more.");
            }
            tell(found.get());
            return CommandLine.ExitCode.OK;
        }
    }

    private int guessed(String name) throws IOException {
        try (InputStream opened = opened(name)) {
            spec.commandLine()
                    .getOut()
                    .print(MappingGuess.of(opened.readNBytes(HEAD)).mapping());
            spec.commandLine().getOut().flush();
        }
        return CommandLine.ExitCode.OK;
    }

    private int imported(String name, String mapping) throws IOException {
        Policy policy = access.policy();
        String text = text(mapping);
        String source = Mapping.read(text, policy).source();
        try (CommandData data = access.existing();
                InputStream opened = opened(name);
                ReportFile reported = reportFile(name)) {
            CommandImport work = new CommandImport(
                    data,
                    data.imports(policy),
                    user.name(),
                    new ImportBar(spec.commandLine().getErr(), user.isAtTerminal()),
                    PATIENCE);
            String shownName = name.equals(STANDARD_INPUT) ? "" : nameInClear(name, policy);
            String id = work.opened(source, shownName, opened);
            boolean mayRun = false;
            try {
                ImportProgress checked = work.checked(id, text, events);
                writeReport(work, id, reported);
                tell(checked);
                if (checked.state() != ImportState.CHECKED) {
                    return CommandLine.ExitCode.SOFTWARE;
                } else if (dryRun) {
                    return CommandLine.ExitCode.OK;
                }
                mayRun = agreed(ImportText.counts(checked).refusedNoes());
                return mayRun ? run(work, id, checked) : CommandLine.ExitCode.SOFTWARE;
            } finally {
                if (!mayRun) {
                    work.cancel(id);
                }
            }
        }
    }

    private int run(CommandImport work, String id, ImportProgress checked) {
        ImportProgress done = work.run(id, ImportText.counts(checked).refusedNoes());
        tell(done);
        return done.state() == ImportState.DONE ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private @Nullable ReportFile reportFile(String name) throws IOException {
        if (report != null) {
            return ReportFile.named(user, report);
        }
        return name.equals(STANDARD_INPUT) ? null : ReportFile.beside(user, name);
    }

    /** The name of a file is kept in clear, unless it may be somebody's number. */
    private static String nameInClear(String name, Policy policy) {
        String last = String.valueOf(Path.of(name).getFileName());
        return policy.numberInText().in(last).isPresent() ? "" : last;
    }

    private InputStream opened(String name) throws IOException {
        return name.equals(STANDARD_INPUT) ? user.in() : user.read(name);
    }

    private String text(String name) throws IOException {
        try (InputStream opened = user.read(name)) {
            return new String(opened.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void writeReport(CommandImport work, String id, @Nullable ReportFile to) throws IOException {
        Optional<String> found = work.report(id);
        if (found.isPresent() && to != null) {
            spec.commandLine().getErr().println("The report is in " + to.write(found.get()) + ".");
        }
    }

    private void tell(ImportProgress progress) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(ImportText.document(progress));
        } else {
            ImportText.lines(progress).forEach(out::println);
        }
    }

    /** @param refusedNoes how many refused rows may be noes: they are left out by name only */
    private boolean agreed(long refusedNoes) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        String left = String.format(Locale.ROOT, "%,d refused rows may be opt-outs, and are left out. ", refusedNoes);
        if (leaveOut != null && leaveOut != refusedNoes || yes && leaveOut == null && refusedNoes > 0) {
            err.println(
                    refusedNoes == 0
                            ? "No refused row may be an opt-out: leave --leave-out out."
                            : left + "Correct them in the file. Or add --leave-out " + refusedNoes + ".");
            err.println(NOTHING_STORED);
            return false;
        }
        if (yes) {
            return true;
        }
        err.print((refusedNoes > 0 ? left : "") + "Run it? [y/N] ");
        err.flush();
        String answer = new BufferedReader(new InputStreamReader(user.in(), StandardCharsets.UTF_8)).readLine();
        boolean agreed =
                answer != null && Set.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
        if (!agreed) {
            err.println(NOTHING_STORED);
        }
        return agreed;
    }

    private ParameterException wrong(String says) {
        return new ParameterException(spec.commandLine(), says);
    }
}
