package dev.ringlock.subject.evidence;

import dev.ringlock.access.Action;
import dev.ringlock.access.Actor;
import dev.ringlock.consent.Contact;
import dev.ringlock.evidence.PackManifest;
import dev.ringlock.evidence.PackedAnchor;
import dev.ringlock.evidence.PackedEntry;
import dev.ringlock.evidence.StoredZip;
import dev.ringlock.http.FieldError;
import dev.ringlock.http.ProblemException;
import dev.ringlock.keys.Index;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.NumberIds;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.HouseSignature;
import dev.ringlock.steps.PhoneContacts;
import dev.ringlock.steps.StaffTrail;
import dev.ringlock.store.Store;
import dev.ringlock.subject.evidence.EvidenceRequest.AskedCampaign;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes evidence packs. That one is made is on the ledger before anything is read for it. It reads the ledger alone: no number is
 * opened for it.
 */
@Singleton
@RegisterForReflection(
        targets = {
            PackManifest.class,
            PackManifest.Chain.class,
            PackManifest.PackedFile.class,
            PackedAnchor.class,
            PackedEntry.class,
            PackedSends.DecidedSend.class,
            RulesInForce.class,
            RulesInForce.RuleRow.class
        })
public final class EvidencePacks {

    private final Policy policy;
    private final Store store;
    private final Index index;
    private final Arrivals arrivals;
    private final StaffTrail trail;
    private final HouseSignature signature;

    public EvidencePacks(
            Policy policy, Store store, Index index, Arrivals arrivals, StaffTrail trail, HouseSignature signature) {
        this.policy = policy;
        this.store = store;
        this.index = index;
        this.arrivals = arrivals;
        this.trail = trail;
        this.signature = signature;
    }

    /**
     * A finished pack.
     *
     * @param name of the file; it tells nothing of the person
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Pack(String name, byte[] zip, int contacts) {}

    /**
     * A pack about whom was asked for.
     *
     * @throws ProblemException if it tells of a future message, the campaign may be a number, or too much of the ledger would have
     *     to be walked
     * @throws dev.ringlock.keys.KeysUnavailableException if it cannot be signed
     */
    public Pack of(Actor actor, EvidenceRequest ask) {
        Instant now = arrivals.now();
        refuseFuture(ask, now);
        Ulid id = arrivals.ulid(now);
        TreeMap<String, String> said = new TreeMap<>(Map.of("pack", id.value()));
        NumberIds ids = ask.number() == null ? null : index.contactIds(ask.number());
        AskedCampaign campaign = ask.campaign();
        if (campaign == null) {
            said.put("contact", Objects.requireNonNull(ids).first().value());
            said.put("number_included", String.valueOf(ask.includeNumber()));
        } else {
            refuseNumber(campaign);
            said.put("campaign", campaign.id());
            said.put("from", campaign.from().toString());
            said.put("to", campaign.to().toString());
        }
        trail.read(actor, Action.EVIDENCE, said);
        PackDraft draft = new PackDraft(policy, store, id, now, actor);
        if (campaign != null) {
            CampaignSample sample = CampaignSample.of(store, campaign);
            draft.add(sample);
            sample.contacts().forEach(contact -> draft.add(List.of(contact)));
        } else {
            List<ContactId> contacts = draft.add(PhoneContacts.load(store, Objects.requireNonNull(ids)).stream()
                    .map(Contact::id)
                    .toList());
            draft.add(WhoseNumber.of(ask, ids.all(), contacts));
            draft.add(PackedSends.of(policy, ask, draft.entries(), ids));
        }
        SortedMap<String, byte[]> files = draft.signed(signature);
        return new Pack("evidence-" + id.value() + ".zip", StoredZip.write(files), draft.contacts());
    }

    /** It goes to the ledger in clear. */
    private void refuseNumber(AskedCampaign campaign) {
        if (policy.numberInText().in(campaign.id()).isPresent()) {
            throw ProblemException.of(new FieldError(
                    "/campaign", "holds_number", "It is kept in clear, so it must not hold a phone number."));
        }
    }

    private static void refuseFuture(EvidenceRequest ask, Instant now) {
        if (ask.sends().stream().anyMatch(send -> send.at().isAfter(now))) {
            throw ProblemException.of(new FieldError("/sends", "too_far", "These have to be instants of the past."));
        }
    }
}
