package dev.ringlock.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringlock.keys.CannotOpenException;
import dev.ringlock.keys.DataKey;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.kms.KmsKeys;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.dynamodb.DynamoDbStore;
import dev.ringlock.terms.Purpose;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/**
 * Who works for service gets no number that was given for marketing, by any call; and what was sealed for marketing does
 * not open in service's context. That service's roles may name no other context is ThiefTest's to show, in infra.
 */
@Tag("aws")
class OtherPurposesOnAwsIT {

    private static final Purpose MARKETING = new Purpose("marketing");
    private static final Purpose SERVICE = new Purpose("service");
    private static final PhoneNumber NUMBER = PhoneNumber.ofCanonical("+12025550123");

    @TempDir
    Path folder;

    private AwsDeployment deployed;
    private KmsClient kms;
    private KmsKeys keys;
    private ContactId contact;

    @BeforeEach
    void deploy() {
        deployed = AwsDeployment.in(folder);
        deployed.signUp();
        kms = Clients.kms(deployed.aws().kms());
        keys = new KmsKeys(kms, deployed.aws().numberKey(), deployed.aws().macKey());
        contact = new Index(keys).contactId(NUMBER);
    }

    @Test
    void whatWasSealedForMarketingOpensInNoOtherContext() {
        Compartment marketing = compartment(MARKETING);
        Map<String, String> ours = Map.of("app", "ringlock", "purpose", "marketing");
        assertEquals(32, decrypted(marketing, ours));
        for (Map<String, String> context : List.of(
                Map.<String, String>of(),
                Map.of("app", "ringlock"),
                Map.of("purpose", "marketing"),
                Map.of("app", "ringlock", "purpose", "service"),
                Map.of("app", "ringlock", "purpose", "maintenance"))) {
            assertThrows(InvalidCiphertextException.class, () -> decrypted(marketing, context), context::toString);
        }
        assertThrows(CannotOpenException.class, () -> keys.unwrap(SERVICE, marketing.wrappedKey()));
    }

    /** As a thief would who may open service's data keys and has marketing's rows. */
    @Test
    void servicesDataKeyOpensNoEnvelopeOfMarketings() {
        Compartment marketing = compartment(MARKETING);
        Compartment service = compartment(SERVICE);
        Envelope envelope = new Envelope();
        try (DataKey key = keys.unwrap(SERVICE, service.wrappedKey());
                DataKey right = keys.unwrap(MARKETING, marketing.wrappedKey())) {
            assertEquals(NUMBER, envelope.open(key, contact, SERVICE, service.sealed()));
            assertEquals(NUMBER, envelope.open(right, contact, MARKETING, marketing.sealed()));
            for (Purpose said : List.of(MARKETING, SERVICE)) {
                assertThrows(CannotOpenException.class, () -> envelope.open(key, contact, said, marketing.sealed()));
            }
        }
    }

    /** Every event there is of a function that takes a token, asked for marketing, of this contact, at marketing's own function. */
    @Test
    void whoWorksForServiceGetsNoMarketingNumberByAnyCall() {
        Map<String, String> claims = deployed.pool()
                .authorized(deployed.pool()
                        .signIn("alex", "campaign:service", "support:service")
                        .access());
        for (String function : EventFiles.functions()) {
            List<String> events = EventFiles.of(function).stream()
                    .map(EventFiles.EventFile::json)
                    .filter(event -> event.contains("\"authorizer\"") && !event.contains("/withdraw\""))
                    .map(event -> event.replace("/purposes/service/", "/purposes/marketing/")
                            .replaceAll("c1_a{26}", contact.value()))
                    .map(event -> AwsDeployment.claiming(claims, event))
                    .toList();
            if (!events.isEmpty()) {
                tell(function, events);
            }
        }
        assertEquals(contact, compartment(MARKETING).contact(), "it was there all the time");
    }

    private void tell(String function, List<String> events) {
        try (FunctionProcess process = deployed.start(function, "marketing")) {
            for (String event : events) {
                RuntimeApi.RuntimeAnswer answer = process.invoke(event);
                assertFalse(answer.body().replaceAll("[^0-9]", "").contains("2025550123"), answer::body);
                boolean ofMarketing = event.contains("/purposes/marketing/");
                int status = AwsDeployment.status(answer);
                assertFalse(ofMarketing && status < 400, () -> event + ": " + answer.body());
            }
        }
    }

    @Test
    void servicesFunctionDoesNotKnowMarketingAndMarketingsAsksForMarketingsRole() {
        Map<String, String> service = claims("alex", "campaign:service", "support:service");
        Map<String, String> both = claims("ben", "support:service", "support:marketing", "campaign:marketing");
        try (FunctionProcess servicesOwn = deployed.start("reveal", "service");
                FunctionProcess marketingsOwn = deployed.start("reveal", "marketing")) {
            assertEquals(200, reveal(servicesOwn, service, SERVICE), "what its function is for");
            assertEquals(403, reveal(servicesOwn, service, MARKETING));
            assertEquals(403, reveal(marketingsOwn, service, MARKETING));
            assertEquals(404, reveal(marketingsOwn, service, SERVICE));
            assertEquals(404, reveal(servicesOwn, both, MARKETING));
            assertEquals(200, reveal(marketingsOwn, both, MARKETING));
        }
    }

    private Map<String, String> claims(String person, String... groups) {
        return deployed.pool().authorized(deployed.pool().signIn(person, groups).access());
    }

    private int reveal(FunctionProcess process, Map<String, String> claims, Purpose purpose) {
        String event = EventFiles.json("reveal", "01-nothing-to-see-404")
                .replace("/purposes/service/", "/purposes/" + purpose.id() + "/")
                .replaceAll("c1_a{26}", contact.value());
        return AwsDeployment.status(process.invoke(AwsDeployment.claiming(claims, event)));
    }

    private int decrypted(Compartment compartment, Map<String, String> context) {
        return kms.decrypt(request -> request.keyId(deployed.aws().numberKey())
                        .ciphertextBlob(SdkBytes.fromByteArray(compartment.wrappedKey()))
                        .encryptionContext(context))
                .plaintext()
                .asByteArray()
                .length;
    }

    private Compartment compartment(Purpose purpose) {
        String prefix = deployed.settings().getOrDefault("RINGLOCK_TABLE_PREFIX", "");
        DynamoDbStore store = new DynamoDbStore(Clients.dynamoDb(deployed.aws().dynamoDb()), prefix, Clock.systemUTC());
        return store.compartments(purpose, List.of(contact)).get(0);
    }
}
