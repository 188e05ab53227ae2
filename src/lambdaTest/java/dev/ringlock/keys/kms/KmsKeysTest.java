package dev.ringlock.keys.kms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringlock.TestClock;
import dev.ringlock.keys.CannotOpenException;
import dev.ringlock.keys.DataKeys;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.Vectors;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.terms.Purpose;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;

class KmsKeysTest extends KmsKeysContract {

    private static final Purpose MARKETING = new Purpose("marketing");

    private final KmsStandIn kms = KmsStandIn.start();
    private final KmsClient client = dev.ringlock.lambda.Clients.kms(kms.uri());

    @AfterEach
    void close() {
        kms.close();
    }

    @Override
    protected KmsClient client() {
        return client;
    }

    @Override
    protected String numberKey() {
        return KmsStandIn.NUMBER_KEY;
    }

    @Override
    protected String macKey() {
        return KmsStandIn.MAC_KEY;
    }

    @Override
    protected void disableNumberKey() {
        kms.failWith("DisabledException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DisabledException",
                "KMSInvalidStateException",
                "NotFoundException",
                "AccessDeniedException",
                "ThrottlingException",
                "KMSInternalException",
                "ValidationException",
                KmsStandIn.NO_CODE
            })
    void whateverKmsRefusesNothingIsSealedAndNothingIsTakenForBroken(String code) {
        byte[] wrapped = keys().generate(MARKETING).wrapped();
        kms.failWith(code);
        assertThrows(KeysUnavailableException.class, () -> keys().unwrap(MARKETING, wrapped));
        assertThrows(KeysUnavailableException.class, () -> keys().generate(MARKETING));
        assertThrows(KeysUnavailableException.class, () -> keys().mac("ringlock/index/1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"InvalidCiphertextException", "IncorrectKeyException"})
    void whatDoesNotFitTheKeyCannotBeOpened(String code) {
        byte[] wrapped = keys().generate(MARKETING).wrapped();
        kms.failWith(code);
        assertThrows(CannotOpenException.class, () -> keys().unwrap(MARKETING, wrapped));
    }

    @Test
    void nobodyWhoAnswersIsToldAsUnavailable() {
        kms.close();
        assertThrows(KeysUnavailableException.class, () -> keys().generate(MARKETING));
        assertThrows(KeysUnavailableException.class, () -> keys().unwrap(MARKETING, new byte[61]));
    }

    @Test
    void aColdProcessAsksOnceForEachKeyAndAllAtOnce() {
        kms.answerTogether(4);
        ready(keys());
        assertEquals(
                List.of("GenerateDataKey", "GenerateDataKey", "GenerateMac", "GenerateMac"),
                kms.asked().stream()
                        .map(KmsStandIn.KmsRequest::operation)
                        .sorted()
                        .toList());
    }

    @Test
    void theContextNamesTheAppAndThePurposeAndNothingElse() {
        ready(keys());
        Set<Map<String, Object>> contexts = kms.asked().stream()
                .filter(asked -> asked.operation().equals("GenerateDataKey"))
                .map(asked -> new ObjectMapper()
                        .convertValue(
                                asked.body().path("EncryptionContext"), new TypeReference<Map<String, Object>>() {}))
                .collect(Collectors.toSet());
        assertEquals(
                Set.of(
                        Map.of("app", "ringlock", "purpose", "marketing"),
                        Map.of("app", "ringlock", "purpose", "maintenance")),
                contexts);
    }

    /** As KeyFileTest has it of the same secret: what moves from one machine finds the same people. */
    @Test
    void aSecretThatWasBroughtAlongMakesTheSameContactIds() {
        JsonNode vector = Vectors.read("index");
        kms.importMacSecret(Vectors.bytes(vector, "macKey"));
        Index index = new Index(keys());
        for (JsonNode id : vector.get("ids")) {
            assertEquals(
                    id.get("contactId").textValue(),
                    index.contactId(PhoneNumber.ofCanonical(id.get("number").textValue()))
                            .value());
        }
    }

    private static void ready(Keys keys) {
        Index index = new Index(keys);
        DataKeys dataKeys = new DataKeys(keys, new Envelope(), new TestClock());
        dataKeys.ready(index, List.of(MARKETING, Purpose.MAINTENANCE));
        PhoneNumber number = PhoneNumber.ofCanonical("+12025550123");
        dataKeys.seal(index.contactId(number), MARKETING, number);
    }
}
