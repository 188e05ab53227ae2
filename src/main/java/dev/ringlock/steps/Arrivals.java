package dev.ringlock.steps;

import dev.ringlock.consent.PersonalEvidence;
import dev.ringlock.ledger.Ulid;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/** The instant at which something arrives, and the ids, codes and tokens made for it. Nobody can guess them. */
@Singleton
public final class Arrivals {

    private static final int CODES = 1_000_000;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Arrivals(Clock clock) {
        this.clock = clock;
    }

    /** Now, as exactly as it is stored: in milliseconds. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** A new record's id. */
    public String recordId() {
        return UUID.randomUUID().toString();
    }

    /** The place on the ledger of something that arrives now. */
    public Ulid ulid(Instant now) {
        return Ulid.of(now, bytes(10));
    }

    /** Personal evidence behind a fresh salt. */
    public PersonalEvidence evidence(String network, String browser) {
        return new PersonalEvidence(network, browser, HexFormat.of().formatHex(bytes(16)));
    }

    /** Six digits. */
    public String code() {
        return String.valueOf(CODES + random.nextInt(CODES)).substring(1);
    }

    /** 128 bits, short enough for a link in a message. */
    public String token() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(16));
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
