package dev.ringlock.standalone.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.consent.Contact;
import dev.ringlock.decide.DecideClient;
import dev.ringlock.http.Json;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.purge.PurgeClient;
import dev.ringlock.steps.IndexRotation;
import dev.ringlock.steps.KeyCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive of a vault whose index key is rotating: whoever is restored from it finds everybody, and goes on. */
class RotatedArchiveTest {

    private static final String MOVED = "+12025550110";
    private static final String STRANGER = "+12025550111";
    private static final String LATER = "+12025550112";

    private final TestClock clock = new TestClock();
    private final Path folder;

    RotatedArchiveTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void everybodyIsFoundUnderBothVersionsAndOtherSecretsAreNoticed() throws IOException {
        try (VaultForTests old = VaultForTests.made(Files.createDirectory(folder.resolve("old")), clock)) {
            rotate(old);
            try (VaultForTests fresh = old.movedTo(Files.createDirectory(folder.resolve("new")))) {
                Engines on = fresh.checkedEngines();
                assertEquals(2, home(on, MOVED).id().version());
                assertEquals(2, home(on, LATER).id().version());
                assertEquals("allow", decision(on, MOVED));
                assertEquals("allow", decision(on, LATER));
                assertEquals("deny", decision(on, STRANGER));
                assertEquals(
                        old.keyFile().indexSecrets().text(),
                        fresh.keyFile().indexSecrets().text());
                clock.advance(IndexRotation.LEARNT);
                new PurgeClient(on).vouchedFor(clock.instant()).run(false);
                assertEquals("allow", decision(fresh.checkedEngines(), MOVED));
                assertOthersAreNoticed(fresh);
            }
        }
    }

    private void rotate(VaultForTests vault) {
        Engines on = vault.checkedEngines();
        on.notices.register();
        new CaptureClient(on).signUp(MOVED, "service");
        new InboundClient(on).text("SM1", STRANGER, "+12025550101", "STOP", null);
        KeyFile.addIndexSecret(folder.resolve("old").resolve("keys"), 2);
        IndexRotation rotation = new IndexRotation(vault.store(), vault.keyFile(), clock);
        rotation.begin();
        clock.advance(IndexRotation.LEARNT);
        new PurgeClient(on).vouchedFor(clock.instant()).run(false);
        clock.advance(Duration.ofMinutes(2));
        new PurgeClient(on).run(false);
        new CaptureClient(on).signUp(LATER, "service");
        clock.advance(Duration.ofMinutes(1));
    }

    private void assertOthersAreNoticed(VaultForTests vault) {
        Path other = folder.resolve("other");
        KeyFile.create(other);
        for (int version : new int[] {1, 2}) {
            KeyFile.addIndexSecret(other, version);
        }
        Index index = new Index(KeyFile.read(other), new KeyCheck(vault.store(), clock));
        assertThrows(KeysUnavailableException.class, () -> index.contactIds(PhoneNumber.ofCanonical(MOVED)));
    }

    private static Contact home(Engines on, String number) {
        return on.store
                .load(on.index.contactIds(PhoneNumber.ofCanonical(number)))
                .get(0);
    }

    private static String decision(Engines on, String number) {
        String body = new DecideClient(on)
                .post("decide:service", "/v1/decisions", DecideClient.question(number, "service"))
                .getBody();
        return Json.read(body.getBytes(StandardCharsets.UTF_8)).path("decision").asText();
    }
}
