package dev.ringlock;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.terms.Purpose;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The model of docs/model.md. It knows one phone by what its owner and strangers did, in the order in which they did it, and
 * by what was acknowledged to them. It reads no clock: acts are numbered. After each act it tells whether what is stored is
 * allowed.
 */
final class OptOutModel {

    /** A signup: the act that sent it, and what it asked for. */
    private record OpenRequest(int act, Set<Purpose> purposes) {}

    /** A code that reached the phone, and the act that made it go out. */
    private record SentCode(String digits, int act) {}

    private static final int NONE = -1;

    private final Map<Purpose, Integer> noes = new HashMap<>();
    private int optOutOfEverything = NONE;
    private final Map<String, OpenRequest> requests = new HashMap<>();
    private final List<String> records = new ArrayList<>();
    private final List<SentCode> codes = new ArrayList<>();
    private int usedBefore = NONE;
    private int question = NONE;
    /** By purpose, the act with which the newest proof began that may have been stored. */
    private final Map<Purpose, Integer> proofs = new HashMap<>();

    private final Set<Purpose> granted = new HashSet<>();
    private int grantsAfterANo;

    void signedUp(int act, String record, Set<Purpose> purposes) {
        requests.put(record, new OpenRequest(act, purposes));
        records.add(record);
    }

    void codeSent(int act, String digits) {
        codes.add(new SentCode(digits, act));
    }

    /** The question that a START opens; it may be stored though the answer to it was lost. */
    void asked(int act) {
        question = act;
    }

    /** A no was acknowledged whose first try was that act. */
    void acknowledged(int act, Set<Purpose> purposes, boolean everything) {
        purposes.forEach(purpose -> noes.merge(purpose, act, Math::max));
        if (everything) {
            optOutOfEverything = Math.max(optOutOfEverything, act);
        }
    }

    /** A code is about to be typed. Only the newest that was sent proves anything, once, and only what was open then. */
    void typed(String record, String digits) {
        OpenRequest request = requests.get(record);
        SentCode newest = codes.isEmpty() ? null : codes.get(codes.size() - 1);
        if (request == null || newest == null || !newest.digits().equals(digits) || newest.act() <= usedBefore) {
            return;
        }
        if (request.act() <= newest.act()) {
            request.purposes().forEach(purpose -> proofs.merge(purpose, newest.act(), Math::max));
        }
    }

    /** It was acknowledged that the newest code proved something. */
    void proved() {
        usedBefore = codes.get(codes.size() - 1).act();
    }

    /** A YES is about to come in. */
    void saidYes(Set<Purpose> declared) {
        if (question != NONE) {
            declared.forEach(purpose -> proofs.merge(purpose, question, Math::max));
        }
    }

    /** After an acknowledged no, a consent is granted only by a proof that began after it. */
    void check(Contact contact, Set<Purpose> declared, String when) {
        for (Purpose purpose : declared) {
            int no = Math.max(optOutOfEverything, noes.getOrDefault(purpose, NONE));
            Consent consent = contact.consent(purpose);
            boolean grantedNow = consent != null && consent.state() == State.GRANTED;
            if (no != NONE) {
                assertTrue(
                        contact.optOutOfEverything() != null || (consent != null && consent.optOut() != null),
                        when + ": the no to " + purpose + " is lost");
                assertTrue(
                        !grantedNow || proofs.getOrDefault(purpose, NONE) > no,
                        when + ": " + purpose + " is granted after a no, and no proof began after it");
            }
            if (grantedNow && granted.add(purpose) && no != NONE) {
                grantsAfterANo++;
            } else if (!grantedNow) {
                granted.remove(purpose);
            }
        }
        if (optOutOfEverything != NONE) {
            assertNotNull(contact.optOutOfEverything(), when + ": the no to everything is lost");
        }
    }

    List<String> records() {
        return records;
    }

    List<String> codes() {
        return codes.stream().map(SentCode::digits).toList();
    }

    /** How often a consent was granted that a no had bound. */
    int grantsAfterANo() {
        return grantsAfterANo;
    }
}
