package dev.ringlock.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.message.ProviderStandIn;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.reassigned.ReassignedNumbers.Reassignment;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LambdaReassignedTest {

    private static final PhoneNumber NUMBER = PhoneNumber.ofCanonical("+12025550123");
    private static final LocalDate DAY = LocalDate.of(2026, 1, 31);

    @Test
    void theAddressIsAskedIfThePolicyWantsIt() throws IOException {
        try (var server = ProviderStandIn.start(ProviderStandIn.answering(200, "{\"reassigned\":\"yes\"}"))) {
            Optional<String> address = Optional.of(server.uri().toString());
            assertEquals(
                    Reassignment.NO_DATA,
                    LambdaReassigned.of(address, example("reassigned: off")).ask(NUMBER, DAY));
            assertEquals(0, server.asked().size());
            assertEquals(
                    Reassignment.YES,
                    LambdaReassigned.of(address, example("reassigned: on")).ask(NUMBER, DAY));
        }
    }

    @Test
    void withoutASafeAddressTheStartIsRefused() throws IOException {
        Policy asks = example("reassigned: on");
        assertTrue(refused(Optional.empty(), asks).contains("RINGLOCK_REASSIGNED is not set"));
        assertTrue(refused(Optional.of("numbers.csv"), asks).contains("RINGLOCK_REASSIGNED cannot be used"));
    }

    private static String refused(Optional<String> address, Policy policy) {
        return String.valueOf(assertThrows(ConfigurationException.class, () -> LambdaReassigned.of(address, policy))
                .getMessage());
    }

    private static Policy example(String reassigned) throws IOException {
        String text = Files.readString(Path.of("src/main/resources/policy/harbour-books.yaml"));
        return PolicyFile.read("example", text.replace("reassigned: off", reassigned));
    }
}
