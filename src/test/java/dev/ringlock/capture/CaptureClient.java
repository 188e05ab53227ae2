package dev.ringlock.capture;

import dev.ringlock.Engines;
import dev.ringlock.consent.GivenConsent;
import dev.ringlock.http.Caller;
import dev.ringlock.http.NumberFields;
import dev.ringlock.ledger.Claims;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The way into this door for tests elsewhere. */
public final class CaptureClient {

    private final Engines on;
    private final Capture capture;

    public CaptureClient(Engines on) {
        this.on = on;
        this.capture =
                new Capture(on.policy, on.store, on.index, on.seals, on.tallies, on.outgoing, on.arrivals, on.notices);
    }

    /** A web form's yes to these purposes; returns its record's id. */
    public String signUp(String number, String... purposes) {
        return signUp(1, number, purposes);
    }

    /** The same on that version of the notice. */
    public String signUp(int version, String number, String... purposes) {
        return signUp("203.0.113.9", version, "en", number, purposes);
    }

    /** The same in that language. */
    public String signUpIn(String language, String number, String... purposes) {
        return signUp("203.0.113.9", 1, language, number, purposes);
    }

    /** The same by a caller from that address. */
    public String signUpFrom(String address, String number, String... purposes) {
        return signUp(address, 1, "en", number, purposes);
    }

    /** The same with what the client says of itself. */
    public String signUpClaiming(Claims claims, String number, String... purposes) {
        return signUp("203.0.113.9", 1, "en", claims, number, purposes);
    }

    private String signUp(String address, int version, String language, String number, String... purposes) {
        return signUp(address, version, language, new Claims("", "", ""), number, purposes);
    }

    private String signUp(
            String address, int version, String language, Claims claims, String number, String... purposes) {
        List<SignupReceipt.SignupDecision> decisions = Stream.of(purposes)
                .map(purpose -> new SignupReceipt.SignupDecision(purpose, true))
                .toList();
        Signup signup = new Signup(
                new NumberFields(number, ""),
                "signup",
                version,
                language,
                decisions,
                GivenConsent.ConsentMethod.API,
                claims,
                false);
        CheckedSignup checked = CheckedSignup.check(signup, on.policy, new ArrayList<>());
        return capture.capture(signup, checked, new Caller(address, "Firefox"), null, answer -> answer)
                .recordId();
    }
}
