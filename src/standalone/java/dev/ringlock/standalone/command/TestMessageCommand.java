package dev.ringlock.standalone.command;

import dev.ringlock.message.Message;
import dev.ringlock.message.MessageNotSentException;
import dev.ringlock.phone.NumberReading;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Messages;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.policy.PolicyMistakesException;
import dev.ringlock.standalone.ServerSenders;
import dev.ringlock.standalone.ServerSettings;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Sends one message as the server would send a code. The number is read from standard input: arguments are seen by
 * every user of a machine, and stay in the shell's history.
 */
@Command(
        name = "test-message",
        description = {
            "Sends a text message to a phone of yours, as a code would go out.",
            "It reads RINGLOCK_POLICY and RINGLOCK_PROVIDERS, and asks for the phone's number."
        },
        footer = {
            "",
            "Example:",
            "  RINGLOCK_POLICY=policy.yaml RINGLOCK_PROVIDERS=providers.json java -jar ringlock.jar test-message"
        })
final class TestMessageCommand implements Callable<Integer> {

    @Option(
            names = "--from",
            paramLabel = "SENDER",
            description = "One of the policy's senders. Default: the one for codes.")
    private @Nullable String from;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final Supplier<ServerSettings> settings;
    private final InputStream in;

    TestMessageCommand(Supplier<ServerSettings> settings, InputStream in) {
        this.settings = settings;
        this.in = in;
    }

    @Override
    public Integer call() {
        CommandLine command = spec.commandLine();
        try {
            Policy policy = PolicyFile.read(settings.get()
                    .policy()
                    .orElseThrow(
                            () -> new ConfigurationException("RINGLOCK_POLICY is not set: it names the policy file")));
            String sender = sender(policy);
            command.getOut().println("The phone's number, with + and country code:");
            command.getOut().flush();
            send(policy, sender, number());
            command.getOut().println("The provider accepted the message.");
            return CommandLine.ExitCode.OK;
        } catch (ConfigurationException | PolicyMistakesException e) {
            command.getErr().println(e.getMessage());
        } catch (MessageNotSentException e) {
            command.getErr().println("Not sent: " + e.getMessage() + ".");
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private String sender(Policy policy) {
        String sender = Optional.ofNullable(from)
                .or(() -> policy.messages().map(Messages::codes))
                .orElseThrow(() -> new ConfigurationException("The policy has no messages: name a sender with --from"));
        if (policy.sender(sender).isEmpty()) {
            throw new ConfigurationException("--from is not the number of one of the policy's senders");
        }
        return sender;
    }

    private PhoneNumber number() {
        Scanner lines = new Scanner(in, StandardCharsets.UTF_8);
        NumberReading reading = PhoneNumber.read(lines.hasNextLine() ? lines.nextLine() : "", "");
        if (reading instanceof NumberReading.RefusedNumber refused) {
            throw new ConfigurationException(refused.reason().detail());
        }
        return ((NumberReading.AcceptedNumber) reading).number();
    }

    private void send(Policy policy, String sender, PhoneNumber to) {
        ServerSenders.ofOwner(settings.get(), policy)
                .send(Message.test(sender, to, policy.controller().name()));
    }
}
