package dev.ringlock.capture;

import dev.ringlock.consent.GivenConsent;
import dev.ringlock.http.FieldError;
import dev.ringlock.http.Fields;
import dev.ringlock.http.Json;
import dev.ringlock.http.NumberFields;
import dev.ringlock.ledger.Claims;
import java.util.ArrayList;
import java.util.List;

/** Reads a signup from JSON. */
final class JsonSignup {

    private static final int MOST_DECISIONS = 40;

    private JsonSignup() {}

    /** Reads the body and adds the errors in its fields. */
    static Signup read(byte[] body, List<FieldError> errors) {
        Fields fields = Fields.of(Json.read(body), errors);
        NumberFields typed = NumberFields.read(fields);
        var notice = fields.object("notice");
        String id = notice.map(n -> n.text("id")).orElse("");
        int version = notice.map(n -> n.integer("version")).orElse(0);
        String language = notice.map(n -> n.text("language")).orElse("");
        notice.ifPresent(Fields::refuseOthers);
        List<SignupReceipt.SignupDecision> decisions = new ArrayList<>();
        for (Fields decision : fields.objects("decisions", MOST_DECISIONS)) {
            decisions.add(new SignupReceipt.SignupDecision(decision.text("purpose"), decision.bool("granted")));
            decision.refuseOthers();
        }
        Claims claims =
                fields.optionalObject("evidence").map(JsonSignup::claims).orElse(new Claims("", "", ""));
        boolean receipt = fields.optionalBool("receipt");
        fields.refuseOthers();
        return new Signup(typed, id, version, language, decisions, GivenConsent.ConsentMethod.API, claims, receipt);
    }

    private static Claims claims(Fields evidence) {
        Claims claims = new Claims(
                evidence.optionalText("url"), evidence.optionalText("form"), evidence.optionalText("method"));
        evidence.refuseOthers();
        return claims;
    }
}
