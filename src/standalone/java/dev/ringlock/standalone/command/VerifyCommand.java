package dev.ringlock.standalone.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.evidence.PackCheck;
import dev.ringlock.evidence.PackCheck.PackReport;
import dev.ringlock.evidence.PackFinding;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.standalone.stamp.SignedStamps;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks an evidence pack with nothing but the pack. */
@Command(
        name = "verify",
        description = {
            "Checks an evidence pack: every byte of it, its signature, the record's chain and the words that were shown.",
            "It needs the file alone: no server, no settings, no network. verify.html in the pack checks the same in a browser.",
            "It ends with 0 if the pack is whole, and with 1 if it is not."
        },
        footer = {
            "",
            "Examples:",
            "  java -jar ringlock.jar verify evidence-01KD5M0AZ0000000000000000A.zip",
            "  java -jar ringlock.jar verify pack.zip --fingerprint DiOZwLLQJmUrUadRhaIJaolwPSD2VzHMH8XFGtCeZTE --json"
        })
final class VerifyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PACK", description = "The pack, a .zip file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path pack;

    @Option(
            names = "--fingerprint",
            paramLabel = "KEY",
            description = "The fingerprint that the controller publishes. A pack of another key is refused.")
    private @Nullable String expected;

    @Option(names = DataCommand.JSON, description = DataCommand.AS_JSON)
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(pack);
        } catch (IOException e) {
            spec.commandLine().getErr().println("The file cannot be read: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        PackReport report = PackCheck.of(bytes, new SignedStamps());
        boolean others = expected != null && !expected.equals(report.fingerprint());
        boolean good = report.whole() && !others;
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(document(report, bytes, good));
        } else {
            report.findings().forEach(finding -> out.println(mark(finding) + printable(finding.text())));
            if (others) {
                out.println(
                        "BAD   The fingerprint is another one than the one that you gave: somebody else signed this pack.");
            }
            out.println("SHA-256 of the archive: " + Sha256.hex(bytes));
            out.println(
                    good
                            ? "The pack is whole. Nothing in it was changed since it was signed."
                            : "Do not rely on this pack. It is not as it was signed.");
        }
        return good ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    /** A pack of somebody else's may hold what moves a terminal's cursor, and so paints over the lines above. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    }

    private static String mark(PackFinding finding) {
        return switch (finding.result()) {
            case GOOD -> "good  ";
            case BAD -> "BAD   ";
            case NOTE -> "note  ";
        };
    }

    private static ObjectNode document(PackReport report, byte[] bytes, boolean good) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("good", good)
                .put("whole", report.whole())
                .put("fingerprint", report.fingerprint())
                .put("sha256", Sha256.hex(bytes));
        ArrayNode findings = document.putArray("findings");
        report.findings()
                .forEach(finding -> findings.addObject()
                        .put("what", finding.what())
                        .put("result", finding.result().name().toLowerCase(Locale.ROOT))
                        .put("text", finding.text()));
        return document;
    }
}
