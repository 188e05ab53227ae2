package dev.ringlock.standalone.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.standalone.CommandData;
import dev.ringlock.standalone.command.CommandUser.NewFile;
import dev.ringlock.standalone.command.DataCommand.Outcome;
import dev.ringlock.steps.DecisionRequest;
import dev.ringlock.subject.evidence.EvidencePacks.Pack;
import dev.ringlock.subject.evidence.EvidenceRequest;
import dev.ringlock.subject.evidence.EvidenceRequest.AskedCampaign;
import dev.ringlock.subject.evidence.EvidenceRequest.AskedMessage;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Makes an evidence pack. The number is read from standard input: arguments are seen by every user of a machine, and stay in the
 * shell's history.
 */
@Command(
        name = "evidence",
        description = {
            "Makes a signed archive of what is on record about one number, or about a sample of one campaign: the words that were"
                    + " shown, each yes and no, the rules in force, and a declaration to sign.",
            "Anybody can check it with the verify.html inside it, or with the command verify. It holds no number unless you ask"
                    + " for that."
        },
        footer = {
            "",
            "Examples:",
            "  java -jar ringlock.jar evidence --number-from-stdin --out pack.zip < number.txt",
            "  java -jar ringlock.jar evidence --number-from-stdin --send marketing,sms,2026-03-05T10:00:00Z --out pack.zip"
                    + " < number.txt",
            "  java -jar ringlock.jar evidence --campaign spring --from 2026-03-01 --to 2026-03-31 --out pack.zip"
        })
final class EvidenceCommand implements Callable<Integer> {

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Whom whom;

    /** One of them. */
    private static final class Whom {

        @Option(
                names = "--number-from-stdin",
                description = "Read the number, with + and country code, from standard input.")
        private boolean number;

        @Option(
                names = "--campaign",
                paramLabel = "ID",
                description = "A campaign, as it was named when its numbers were taken.")
        private @Nullable String campaign;
    }

    @Option(
            names = "--include-number",
            description = "Write the number into the pack, once. A court has to know whose it is.")
    private boolean includeNumber;

    @Option(
            names = "--send",
            paramLabel = "PURPOSE,CHANNEL,INSTANT",
            description = "A message in question, once for each: it is decided again by the ledger as it stood then.")
    private List<String> sends = List.of();

    @Option(
            names = "--from",
            paramLabel = "DAY",
            description = "The first day on which the campaign took numbers (UTC).")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DAY", description = "The last one; at most 30 days later.")
    private @Nullable LocalDate to;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The new file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String file;

    @Option(names = DataCommand.JSON, description = DataCommand.AS_JSON)
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final DataCommand command;
    private final CommandUser user;

    EvidenceCommand(DataAccess data, CommandUser user) {
        this.command = new DataCommand(data);
        this.user = user;
    }

    @Override
    public Integer call() {
        return command.runExisting(spec, json, this::asked, this::written);
    }

    private EvidenceRequest asked() {
        String campaign = whom.campaign;
        if (campaign == null) {
            List<AskedMessage> messages = messages();
            return EvidenceRequest.of(new PipedNumber(user).read(), includeNumber, messages);
        } else if (includeNumber
                || !sends.isEmpty()
                || !EvidenceRequest.isCampaign(campaign)
                || from == null
                || to == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Name the campaign as it was named when its numbers were taken, with --from and --to, and without"
                            + " --include-number and --send.");
        }
        AskedCampaign asked = new AskedCampaign(
                campaign,
                from.atStartOfDay(ZoneOffset.UTC).toInstant(),
                to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        Duration span = Duration.between(asked.from(), asked.to());
        if (span.isNegative() || span.isZero() || span.compareTo(EvidenceRequest.LONGEST_SPAN) > 0) {
            throw new ParameterException(spec.commandLine(), "--to is at most 30 days after --from.");
        }
        return EvidenceRequest.of(asked);
    }

    private List<AskedMessage> messages() {
        List<AskedMessage> messages =
                sends.stream().flatMap(text -> AskedMessage.of(text).stream()).toList();
        if (messages.size() < sends.size() || messages.size() > EvidenceRequest.MOST_SENDS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--send is a purpose, a channel (" + DecisionRequest.CHANNELS + ") and an instant, with commas:"
                            + " marketing,sms,2026-03-05T10:00:00Z. At most " + EvidenceRequest.MOST_SENDS
                            + " of them.");
        }
        return messages;
    }

    private Outcome written(CommandData data, EvidenceRequest ask) {
        try (NewFile out = user.create(file)) {
            Pack pack = data.evidence(command.data().policy()).of(user.actor(), ask);
            out.content().write(pack.zip());
            out.keep();
            return outcome(pack);
        } catch (FileAlreadyExistsException e) {
            throw new ConfigurationException(file + " is there already: name another file with --out.");
        } catch (IOException e) {
            throw new ConfigurationException("The file cannot be written: " + e.getMessage());
        } catch (KeysUnavailableException e) {
            throw new ConfigurationException("The pack cannot be signed: " + e.getMessage() + ".");
        } catch (ProblemException e) {
            throw new ConfigurationException(
                    e.refusal() instanceof Problem.Invalid invalid
                            ? invalid.errors().get(0).detail()
                            : "The pack cannot be made.");
        }
    }

    private Outcome outcome(Pack pack) {
        return new Outcome(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("file", file)
                        .put("contacts", pack.contacts())
                        .put("sha256", Sha256.hex(pack.zip())),
                List.of(
                        "The pack is in " + file + ", about " + pack.contacts()
                                + (pack.contacts() == 1 ? " contact." : " contacts."),
                        "Its SHA-256: " + Sha256.hex(pack.zip()),
                        "Check it with: java -jar ringlock.jar verify " + file));
    }
}
