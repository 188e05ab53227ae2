package dev.ringlock.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringlock.Engines;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.provider.EventAssertions;
import dev.ringlock.provider.InboundMessage;
import dev.ringlock.provider.VerifiedWebhook;
import dev.ringlock.standalone.inbox.SignedWebhook;
import dev.ringlock.standalone.inbox.Sms;
import dev.ringlock.store.sqlite.SqliteStore;
import dev.ringlock.terms.Purpose;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A yes counts once from every provider that demo mode plays, and each message has a proof of its own. */
class PlayedOnceTest {

    private final Played played = new Played();
    private int messages;

    @TempDir
    private Path folder;

    static Stream<String> providers() {
        return new Played().settings.providers().stream();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aYesGrantsOnce(String provider) {
        try (SqliteStore store = SqliteStore.open(folder.resolve("test.db"), played.clock)) {
            Engines on = new Engines(store, played.clock);
            Inbound inbound = InboundClient.of(on);
            take(inbound, message(provider, "START"));
            VerifiedWebhook yes = message(provider, "YES");
            take(inbound, yes);
            assertEquals(State.GRANTED, state(on));
            take(inbound, message(provider, "STOP"));
            take(inbound, message(provider, "START"));
            take(inbound, yes);
            assertEquals(State.WITHDRAWN, state(on));
            take(inbound, message(provider, "YES"));
            assertEquals(State.GRANTED, state(on));
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void eachMessageHasAProofOfItsOwnAndAnIdThatFits(String provider) {
        List<InboundMessage> all = IntStream.range(0, 5)
                .mapToObj(i -> EventAssertions.one(message(provider, "YES")))
                .toList();
        Set<String> proofs = all.stream().map(InboundMessage::proof).collect(Collectors.toSet());
        assertEquals(5, proofs.size());
        assertEquals(
                List.of(true, true, true, true, true),
                all.stream().map(InboundMessage::isCertain).toList());
    }

    private VerifiedWebhook message(String provider, String text) {
        played.clock.advance(Duration.ofSeconds(1));
        String path = "/v1/inbound/" + provider;
        String id = "SM%032x".formatted(++messages);
        Sms sms = new Sms(id, Played.FROM, Played.TO, text, played.clock.instant());
        SignedWebhook sent = played.providers.named(provider).orElseThrow().tell(Played.PUBLIC_URL + path, sms);
        return played.verify(provider, new Played.Forged("POST", path, "", sent.headers(), sent.body()));
    }

    private void take(Inbound inbound, VerifiedWebhook webhook) {
        webhook.events().forEach(inbound::take);
        played.clock.advance(Duration.ofSeconds(1));
    }

    private static State state(Engines on) {
        var contact = on.store
                .load(List.of(on.index.contactId(PhoneNumber.ofCanonical(Played.FROM))))
                .get(0);
        return Objects.requireNonNull(contact.consent(new Purpose("marketing"))).state();
    }
}
