package dev.ringlock.steps;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.consent.Consent;
import dev.ringlock.http.Json;
import dev.ringlock.http.PublicUrl;
import dev.ringlock.http.Time;
import dev.ringlock.policy.Policy;
import dev.ringlock.terms.Controller;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.ShownNotice;
import dev.ringlock.terms.Terms;
import dev.ringlock.terms.Wording;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Consent receipts for the person: signed documents in the fields of Kantara's Consent Receipt 1.1, with ours under {@code
 * receipt}. None holds a number or a ContactId: a stranger who signs up with somebody's number would learn that id. The
 * person is named by the consent record. docs/receipts.md explains the fields.
 */
@Singleton
public final class ConsentReceipts {

    /** The header's {@code typ}. */
    public static final String TYPE = "consent-receipt+jwt";

    /** The media type of a compact JWS. */
    public static final String MEDIA_TYPE = "application/jose";

    private static final String KANTARA = "KI-CR-v1.1.0";

    /** The collection method of a state. */
    private static final String ON_FILE = "on_file";

    private final Policy policy;
    private final HouseSignature house;
    private final PublicUrl publicUrl;
    private final Arrivals arrivals;

    public ConsentReceipts(Policy policy, HouseSignature house, PublicUrl publicUrl, Arrivals arrivals) {
        this.policy = policy;
        this.house = house;
        this.publicUrl = publicUrl;
        this.arrivals = arrivals;
    }

    /**
     * The receipt of what was said in a signup. It is the same whatever is stored.
     *
     * @throws dev.ringlock.keys.KeysUnavailableException if the key engine did not answer
     */
    public String of(SignupAct act) {
        ObjectNode receipt = receipt("act", act.at(), act.recordId(), act.shown());
        ArrayNode purposes = receipt.putArray("purposes");
        ArrayNode kantara = JsonNodeFactory.instance.arrayNode();
        act.yes().forEach(purpose -> {
            purposes.add(purpose.id());
            kantara.add(purpose(
                    act.shown(),
                    purpose,
                    Objects.requireNonNull(policy.purposes().get(purpose))));
        });
        return signed(act.recordId(), act.at(), act.country(), act.method(), act.shown(), kantara, receipt);
    }

    /**
     * Whether there is a receipt of that consent: it is granted, and has not come to its end.
     */
    public boolean covers(Consent consent) {
        return consent.isLiving(arrivals.now());
    }

    /**
     * The receipt of a consent as it is on file now, for its own person. A proof may be of an earlier yes, so how this yes was given
     * is not derived from it: the ledger has that.
     *
     * @param terms the policy's rules for the purpose
     * @param shown the words that the consent was given to
     * @throws dev.ringlock.keys.KeysUnavailableException if the key engine did not answer
     */
    public String of(Consent consent, Terms terms, ShownNotice shown, String country) {
        ObjectNode receipt = receipt("state", arrivals.now(), consent.recordId(), shown);
        receipt.putArray("purposes").add(terms.purpose().id());
        receipt.put("state", consent.state().id()).put("since", Time.rfc3339(consent.since()));
        putInstant(receipt, "last_proof_from_the_phone_began_at", consent.provedAt());
        putInstant(receipt, "until", consent.expiresAt());
        ObjectNode purpose = purpose(shown, terms.purpose(), terms);
        if (consent.expiresAt() != null) {
            purpose.put("termination", Time.rfc3339(consent.expiresAt()));
        }
        return signed(
                consent.recordId(),
                consent.since(),
                country,
                ON_FILE,
                shown,
                JsonNodeFactory.instance.arrayNode().add(purpose),
                receipt);
    }

    private String signed(
            String recordId,
            Instant consentedAt,
            String country,
            String method,
            ShownNotice shown,
            ArrayNode purposes,
            ObjectNode receipt) {
        Wording wording = shown.wording();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("iss", publicUrl.value())
                .put("sub", recordId)
                .put("iat", arrivals.now().getEpochSecond())
                .put("version", KANTARA)
                .put("jurisdiction", country)
                .put("consentTimestamp", consentedAt.getEpochSecond())
                .put("collectionMethod", method)
                .put("consentReceiptID", recordId)
                .put("language", wording.language())
                .put("piiPrincipalId", recordId);
        document.putArray("piiControllers").add(controller(wording.controller()));
        document.put("policyUrl", wording.controller().privacyPage());
        document.putArray("services")
                .addObject()
                .put("service", wording.controller().name())
                .set("purposes", purposes);
        document.put("sensitive", false).putArray("spiCat");
        document.set("receipt", receipt);
        return house.compact(TYPE, Json.write(document).getBytes(StandardCharsets.UTF_8));
    }

    /** Kantara wants an address and a phone. The policy has none, so both are there and empty. */
    private static ObjectNode controller(Controller controller) {
        ObjectNode party = JsonNodeFactory.instance.objectNode();
        party.put("piiController", controller.name())
                .put("onBehalf", false)
                .put("contact", controller.contact())
                .put("email", controller.contact())
                .put("phone", "");
        party.putObject("address");
        return party;
    }

    private ObjectNode purpose(ShownNotice shown, Purpose purpose, Terms terms) {
        String title = shown.wording().boxes().stream()
                .filter(box -> box.purpose().equals(purpose))
                .map(box -> box.title() + ": " + box.description())
                .findFirst()
                .orElse(purpose.id());
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        told.put("purpose", title);
        told.putArray("purposeCategory").add(terms.kind().id());
        told.put("consentType", "EXPLICIT");
        told.putArray("piiCategory").add("phone number");
        return told.put("primaryPurpose", true)
                .put("termination", terms.expiresAfter().toString())
                .put("thirdPartyDisclosure", false);
    }

    /** @param kind {@code act} or {@code state} */
    private ObjectNode receipt(String kind, Instant at, String recordId, ShownNotice shown) {
        ObjectNode receipt = JsonNodeFactory.instance.objectNode();
        receipt.put("kind", kind).put("at", Time.rfc3339(at)).put("record_id", recordId);
        receipt.putObject("notice")
                .put("id", shown.notice().id())
                .put("version", shown.notice().version())
                .put("language", shown.wording().language())
                .put("sha256", shown.wording().sha256())
                .put("text", shown.wording().verbatim());
        receipt.putObject("withdrawal")
                .put("address", publicUrl.value() + PreferenceLinks.PATH)
                .put("text", shown.wording().optOut());
        return receipt;
    }

    private static void putInstant(ObjectNode receipt, String name, @Nullable Instant at) {
        if (at != null) {
            receipt.put(name, Time.rfc3339(at));
        }
    }
}
