package dev.ringlock.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.provider.all.Providers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of providers' states and codes. */
class DeliveryCodesTest {

    private static final Set<String> CLASSES = Stream.concat(
                    Stream.of("failed"), Stream.of(DeliveryOutcome.values()).map(DeliveryOutcome::id))
            .collect(Collectors.toSet());

    private static final Set<String> CONFIDENCES = Set.of("confirmed", "partial", "secondary", "design", "UNCONFIRMED");

    @Test
    void everyRowIsOneOfAProviderOfOursAndNamesItsSource() throws IOException {
        Set<String> providers = Providers.ALL.stream().map(Provider::name).collect(Collectors.toSet());
        Set<String> keys = new HashSet<>();
        Set<String> seen = new HashSet<>();
        for (String row : rows()) {
            String[] cells = row.split(",", -1);
            assertEquals(7, cells.length, row);
            assertTrue(providers.contains(cells[0]), row);
            assertTrue(Set.of("state", "code").contains(cells[1]), row);
            assertTrue(CLASSES.contains(cells[3]), row);
            assertFalse(cells[1].equals("code") && cells[3].equals("failed"), row);
            assertTrue(CONFIDENCES.contains(cells[4]), row);
            assertFalse(cells[5].isBlank() || cells[6].isBlank(), row);
            assertTrue(keys.add(String.join("/", cells[0], cells[1], cells[2].toLowerCase(Locale.ROOT))), row);
            seen.add(cells[0]);
        }
        assertEquals(providers, seen, "each provider's receipts are read");
    }

    /** The words of Twilio's own error pages decide where the number itself is at fault, and where it is not. */
    @ParameterizedTest
    @CsvSource({
        "twilio, failed, 21610, OPT_OUT",
        "twilio, undelivered, 30005, HARD",
        "twilio, undelivered, 30007, OTHER",
        "twilio, undelivered, 30034, OTHER",
        "twilio, Undelivered, 30004, BLOCK",
        "twilio, delivered, 30005, SUCCESS",
        "twilio, sent, 30005, UNDERWAY",
        "twilio, canceled, '', OTHER",
        "twilio, undelivered, 30453, SOFT",
        "twilio, undelivered, 30450, SOFT",
        "vonage, rejected, 21610, SOFT",
        "aws, text_invalid, '', HARD",
        "sinch, failed, 408, SOFT",
        "infobip, EXPIRED, permanent=false, SOFT",
        "nobody, delivered, '', UNDERWAY",
    })
    void aStateAndItsCodeHaveOneOutcome(String provider, String state, String code, DeliveryOutcome outcome) {
        assertEquals(outcome, DeliveryCodes.outcome(provider, state, code));
    }

    @Test
    void whatFailedIsAFailureAndNothingElse() {
        assertEquals(
                Set.of(
                        DeliveryOutcome.SOFT,
                        DeliveryOutcome.HARD,
                        DeliveryOutcome.BLOCK,
                        DeliveryOutcome.OPT_OUT,
                        DeliveryOutcome.OTHER),
                Stream.of(DeliveryOutcome.values())
                        .filter(DeliveryOutcome::isFailure)
                        .collect(Collectors.toSet()));
    }

    private static List<String> rows() throws IOException {
        return Files.readAllLines(Path.of("src/main/resources/provider/delivery_codes.csv")).stream()
                .filter(line -> !line.startsWith("#"))
                .skip(1)
                .toList();
    }
}
