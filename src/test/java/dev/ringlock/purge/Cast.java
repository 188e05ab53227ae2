package dev.ringlock.purge;

import static dev.ringlock.purge.People.MARKETING;
import static dev.ringlock.purge.People.SERVICE;

import dev.ringlock.Engines;
import dev.ringlock.consent.FailureKind;
import dev.ringlock.consent.GivenConsent;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** One contact for everything that can come due, and what is written of each. Each cast has numbers of its own. */
public final class Cast {

    /** How many numbers one cast takes of each range. */
    private static final int NUMBERS = 16;

    public final Map<String, ContactId> ids = new LinkedHashMap<>();
    private final Engines on;
    private final People people;
    private final Instant now;
    private final int number;

    public Cast(Engines on, int number) {
        this.on = on;
        this.people = new People(on, on.policy);
        this.now = on.clock.instant();
        this.number = number;
        consents();
        numbers();
        proofs();
    }

    ContactId id(String who) {
        return ids.getOrDefault(who, new ContactId("c1_" + "a".repeat(26)));
    }

    private void consents() {
        PhoneNumber expired = us("expired", 0);
        people.yes(expired, ago(731), MARKETING);
        people.reply(expired, ago(300));
        people.yes(us("inactive", 1), ago(600), MARKETING, SERVICE);
        people.yes(us("renewed", 2), ago(600), MARKETING);
        people.yes(us("renewed", 2), ago(20), MARKETING);
        PhoneNumber unproved = us("unproved", 3);
        people.no(unproved, ago(40), MARKETING);
        people.yes(unproved, ago(30), MARKETING);
        PhoneNumber dead = us("dead", 4);
        people.yes(dead, ago(60), MARKETING);
        people.failure(dead, ago(20), FailureKind.FOR_GOOD);
        people.failure(dead, ago(2), FailureKind.FOR_GOOD);
        PhoneNumber expiring = us("expiring", 5);
        people.yes(expiring, ago(720), MARKETING, SERVICE);
        people.reply(expiring, ago(100));
        PhoneNumber held = us("held", 6);
        people.yes(held, ago(600), MARKETING);
        people.maybeNo(held, ago(580));
        people.yes(us("young", 7), ago(10), MARKETING);
    }

    private void numbers() {
        people.yes(number("landline", "+44207946" + digits(4)), ago(100), MARKETING);
        people.yes(number("unknown", "+447700900" + digits(3)), ago(100), SERVICE);
        people.yes(us("checked", 8), ago(100), SERVICE);
        PhoneNumber moved = us("moved to", 9);
        people.no(moved, ago(200), SERVICE);
        ContactId old =
                ContactId.ofMac(ByteBuffer.allocate(16).putInt(number).putInt(1).array());
        ids.put("moved from", old);
        people.say(old, moved, ago(100), GivenConsent.ConsentMethod.WEB_CHECKBOX, null, MARKETING, SERVICE);
    }

    private void proofs() {
        PhoneNumber stopped = us("stopped long ago", 10);
        people.yes(stopped, ago(3_000), MARKETING);
        people.no(stopped, ago(2_500), MARKETING);
        PhoneNumber gone = us("gone long ago", 11);
        people.yes(gone, ago(3_000), MARKETING);
        people.upkeep(gone, ago(2_000), null);
        PhoneNumber undecided = us("held long ago", 12);
        people.maybeNo(undecided, ago(2_000));
    }

    /** All that is written of the cast, but for what chance makes: ids, places, hashes. */
    String state() {
        return ids.entrySet().stream()
                .map(who -> people.told(who.getKey(), who.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private PhoneNumber us(String who, int index) {
        PhoneNumber american = People.american(number * NUMBERS + index);
        ids.put(who, on.index.contactId(american));
        return american;
    }

    private PhoneNumber number(String who, String e164) {
        PhoneNumber found = PhoneNumber.ofCanonical(e164);
        ids.put(who, on.index.contactId(found));
        return found;
    }

    private String digits(int count) {
        return String.format("%0" + count + "d", number);
    }

    private Instant ago(int days) {
        return now.atZone(ZoneOffset.UTC)
                .minus(Duration.ofDays(days))
                .toInstant()
                .truncatedTo(ChronoUnit.MILLIS);
    }
}
