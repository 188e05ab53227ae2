package dev.ringlock.standalone.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ringlock.policy.PolicyMistakesException;
import dev.ringlock.standalone.CommandData;
import dev.ringlock.standalone.ServerSettings;
import dev.ringlock.standalone.archive.WholeFile;
import dev.ringlock.standalone.testdata.LikeFiles;
import dev.ringlock.standalone.testdata.TestData;
import dev.ringlock.standalone.testdata.TestData.WrittenData;
import dev.ringlock.standalone.testdata.TestDataRefusedException;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes a file of people who do not exist. It needs no data folder. */
@Command(
        name = "testdata",
        description = {
            "Writes a file for the command import: people who do not exist, what they agreed to and what they took back. Each"
                    + " number is officially nobody's.",
            "The same seed, days and files give the same bytes. An import into an empty Ringlock of the same policy takes each"
                    + " row."
        },
        footer = {
            "",
            "Exit codes: 0 done, 1 refused or failed, 2 wrong arguments.",
            "",
            "Examples:",
            "  java -jar ringlock.jar testdata --rows 10000 --like policy.yaml --out people.csv",
            "  java -jar ringlock.jar testdata --mapping > map.yaml",
            "  java -jar ringlock.jar import people.csv --map map.yaml",
            "  java -jar ringlock.jar testdata --rows 500 --seed 7 --to 2026-11-30 --like policy.yaml --like dataset.csv"
        })
final class TestdataCommand implements Callable<Integer> {

    private static final long TOLD_EVERY = 250_000;

    @Option(names = "--rows", paramLabel = "N", description = "How many rows to write.")
    private @Nullable Long rows;

    @Option(
            names = "--like",
            paramLabel = "FILE",
            description = {
                "A policy: the rows are of its purposes, notices and languages. RINGLOCK_POLICY names it otherwise.",
                "Or a guarded dataset of people, as CSV: the rows have its shares. Give --like twice for both."
            })
    private List<Path> like = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Another number gives other people.")
    private long seed;

    @Option(
            names = "--from",
            paramLabel = "DAY",
            description = "The first day. Yeses begin later if they would have ended by now.")
    private @Nullable LocalDate from;

    @Option(
            names = "--to",
            paramLabel = "DAY",
            description = "Everything is decided before that day; today unless said.")
    private @Nullable LocalDate to;

    @Option(names = "--out", paramLabel = "FILE", description = "The new file; standard output unless said.")
    private @Nullable Path file;

    @Option(names = "--mapping", description = "Print the mapping for the import, and do nothing else.")
    private boolean mapping;

    @Option(
            names = DataCommand.JSON,
            description = "Print as JSON what was written; beside the rows, to standard error.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final Supplier<ServerSettings> settings;
    private final Supplier<LocalDate> today;
    private final PrintStream rowsOut;

    /** @param rowsOut takes the rows if no file is named */
    TestdataCommand(Supplier<ServerSettings> settings, Supplier<LocalDate> today, PrintStream rowsOut) {
        this.settings = settings;
        this.today = today;
        this.rowsOut = rowsOut;
    }

    @Override
    public Integer call() {
        CommandLine command = spec.commandLine();
        if (mapping) {
            command.getOut().print(TestData.mapping());
            command.getOut().flush();
            return CommandLine.ExitCode.OK;
        } else if (rows == null || rows < 1) {
            throw new ParameterException(command, "Say with --rows how many rows to write.");
        }
        try {
            LocalDate until = to == null ? today.get() : to;
            TestData data =
                    LikeFiles.of(like, () -> CommandData.policy(settings.get())).data(rows, seed, from, until);
            tell(written(data), until);
            return CommandLine.ExitCode.OK;
        } catch (TestDataRefusedException | ConfigurationException | PolicyMistakesException e) {
            command.getErr().println(e.getMessage());
        } catch (IOException e) {
            command.getErr().println("A file cannot be read or written: " + e.getMessage());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private WrittenData written(TestData data) throws IOException {
        Path named = file;
        if (named == null) {
            return toStandardOutput(data);
        }
        if (Files.exists(named, LinkOption.NOFOLLOW_LINKS)) {
            throw new ConfigurationException("There is a file " + named + " already: name another one.");
        }
        List<WrittenData> written = new ArrayList<>();
        WholeFile.write(named, content -> written.add(data.write(content, this::progress)));
        return written.get(0);
    }

    private WrittenData toStandardOutput(TestData data) throws IOException {
        OutputStream buffered = new BufferedOutputStream(rowsOut, 1 << 16);
        WrittenData written = data.write(buffered, done -> {
            if (done % 10_000 == 0 && rowsOut.checkError()) {
                throw new ConfigurationException("Nobody reads standard output any more.");
            }
            progress(done);
        });
        buffered.flush();
        if (rowsOut.checkError()) {
            throw new IOException("standard output takes no more");
        }
        return written;
    }

    private void progress(long done) {
        if (done % TOLD_EVERY == 0) {
            PrintWriter err = spec.commandLine().getErr();
            err.printf(Locale.ROOT, "%,d of %,d rows%n", done, rows);
            err.flush();
        }
    }

    private void tell(WrittenData written, LocalDate until) {
        PrintWriter to =
                file == null ? spec.commandLine().getErr() : spec.commandLine().getOut();
        if (json) {
            to.println(JsonNodeFactory.instance
                    .objectNode()
                    .put("file", file == null ? null : file.toString())
                    .put("rows", written.rows())
                    .put("people", written.people())
                    .put("yeses", written.yeses())
                    .put("noes", written.noes())
                    .put("seed", seed)
                    .put("to", until.toString())
                    .put("latestImport", written.latestImport().toString()));
            return;
        }
        to.printf(
                Locale.ROOT,
                "%,d rows about %,d people are written: %,d yeses, %,d noes. Each number is officially nobody's.%n",
                written.rows(),
                written.people(),
                written.yeses(),
                written.noes());
        to.println("Seed " + seed + ", everything before " + until + ". Import it from then until "
                + written.latestImport() + ": behind that, consents in it may have ended.");
        to.flush();
    }
}
