package dev.ringlock.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.signin.ServedPurpose;
import dev.ringlock.terms.Purpose;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** What a function's environment lacks is told at its start, and nothing is asked for that the deployment does not give. */
class LambdaEnginesTest {

    @ParameterizedTest
    @CsvSource({
        "links, mac-key",
        "decide, mac-key",
        "contacts, number-key mac-key",
        "audience, number-key",
        "reveal, number-key",
        "export, number-key",
        "capture, number-key mac-key signing-key",
        "preferences, signing-key",
        "purge, number-key mac-key",
        "reconcile, number-key mac-key"
    })
    void aFunctionNeedsTheKeysThatItsRoleHas(String function, String keys) {
        Map<String, String> all = new TreeMap<>();
        for (String key : keys.split(" ")) {
            all.put("ringlock." + key, "alias/" + key);
        }
        try (KmsClient client = KmsClient.builder().region(Region.EU_CENTRAL_1).build()) {
            askForKeys(settings(all), client, function);
            for (String key : all.keySet()) {
                Map<String, String> less = new TreeMap<>(all);
                less.remove(key);
                String told = assertThrows(
                                ConfigurationException.class, () -> askForKeys(settings(less), client, function))
                        .getMessage();
                assertTrue(
                        told.startsWith("RINGLOCK_"
                                + key.substring(9).toUpperCase(Locale.ROOT).replace('-', '_')),
                        told);
            }
        }
    }

    @Test
    void whoseFunctionItIsHasToBeSaid() {
        ServedPurpose serving = new LambdaEngines().serving(settings(Map.of("ringlock.purpose", "service")));
        assertTrue(serving.covers(new Purpose("service")));
        assertEquals(false, serving.covers(new Purpose("marketing")));
        for (Map<String, String> wrong : List.of(Map.<String, String>of(), Map.of("ringlock.purpose", "Service"))) {
            String told = assertThrows(ConfigurationException.class, () -> new LambdaEngines().serving(settings(wrong)))
                    .getMessage();
            assertTrue(told.startsWith("RINGLOCK_PURPOSE is not "), told);
        }
    }

    @Test
    void whoReadsTheLedgerIsToldOfNoKey() {
        try (KmsClient client = KmsClient.builder().region(Region.EU_CENTRAL_1).build()) {
            askForKeys(settings(Map.of()), client, "audit");
        }
    }

    private static void askForKeys(LambdaSettings settings, KmsClient client, String function) {
        assertNotNull(new LambdaEngines().keys(settings, client, function));
        assertNotNull(new LambdaEngines().signer(settings, client, function));
    }

    private static LambdaSettings settings(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(LambdaSettings.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(LambdaSettings.class);
    }
}
