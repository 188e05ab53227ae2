package dev.ringlock.steps.record;

import static dev.ringlock.steps.record.LinkedData.link;
import static dev.ringlock.steps.record.SheetWriter.field;

import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Contact;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.policy.Disclosure;
import dev.ringlock.policy.Policy;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A record as JSON-LD in the words of W3C's Data Privacy Vocabulary: a consent record for each (contact, purpose) by the DPV guide's
 * profile for consent records, then the parties, the words shown, and all entries. docs/consent-record.md lists the fields.
 */
final class ConsentGraph {

    /** The guide's name for its profile. A record names it only if it has all that the profile wants. */
    static final String PROFILE = "https://w3id.org/dpv/schema/dpv-27560#record";

    /** Methods by which people opt out themselves. */
    private static final Set<String> OWN_WAYS_OUT = Set.of("sms_reply", "preference_page");

    private final Policy policy;
    private final SubjectRecord record;
    private final GraphParties parties;

    private ConsentGraph(Policy policy, SubjectRecord record) {
        this.policy = policy;
        this.record = record;
        this.parties = new GraphParties(policy);
    }

    static Map<String, Object> of(Policy policy, SubjectRecord record) {
        return new ConsentGraph(policy, record).document();
    }

    private Map<String, Object> document() {
        List<LinkedData> nodes = new ArrayList<>();
        nodes.add(LinkedData.named("ringlock:export", "dcat:Catalog")
                .when("dct:created", record.at())
                .with("dct:publisher", link(parties.controllerId()))
                .with("ringlock:asked", record.asked().value())
                .with("ringlock:histories_withheld", record.withheld() ? true : null));
        nodes.addAll(parties.nodes());
        for (Contact contact : record.contacts()) {
            nodes.add(GraphContact.of(contact));
            purposes(contact).forEach(purpose -> nodes.add(consent(contact, purpose)));
        }
        record.words().values().forEach(words -> nodes.add(words(words)));
        record.entries().forEach(entry -> nodes.add(entry(entry)));
        record.places()
                .forEach(place -> nodes.add(LinkedData.of("ringlock:AllowedContact")
                        .when("dct:date", place.at())
                        .with("ringlock:decision", place.decisionId())
                        .with("ringlock:purpose", place.purpose().id())
                        .with("ringlock:channel", place.channel().id())));
        return Map.of(
                "@context",
                LinkedData.CONTEXT,
                "@graph",
                nodes.stream().map(LinkedData::fields).toList());
    }

    /** Those with a consent, and those that the ledger alone knows. */
    private TreeSet<Purpose> purposes(Contact contact) {
        TreeSet<Purpose> purposes = new TreeSet<>(contact.consents().keySet());
        record.entries().stream()
                .filter(entry -> entry.subject().equals(contact.id().value()) && status(entry.event()) != null)
                .map(entry -> field(entry, "purpose"))
                .filter(Purpose::isId)
                .forEach(id -> purposes.add(new Purpose(id)));
        return purposes;
    }

    private LinkedData consent(Contact contact, Purpose purpose) {
        List<Entry> acts = record.acts(contact.id(), purpose).stream()
                .filter(entry -> status(entry.event()) != null)
                .toList();
        Consent.State state = contact.state(purpose);
        @Nullable Entry yes = record.lastYes(contact.id(), purpose).orElse(null);
        String wordsShown = yes == null ? "" : field(yes, "notice_sha256");
        boolean whole = policy.disclosure().isComplete()
                && record.words().containsKey(wordsShown)
                && policy.purposes().containsKey(purpose);
        return LinkedData.named("ringlock:consent:" + contact.id().value() + ":" + purpose.id(), "dpv:ConsentRecord")
                .with("dct:conformsTo", whole ? link(PROFILE) : null)
                .with("dct:identifier", all(acts, "record_id"))
                .with("dpv:hasDataSubject", link(GraphContact.id(contact)))
                .with(
                        "dpv:hasNotice",
                        all(acts, "notice_sha256").stream()
                                .map(hash -> link(noticeId(hash)))
                                .toList())
                .with("dpv:hasProcess", process(purpose, yes))
                .nodes("dpv:hasConsentStatus", acts.stream().map(this::status).toList())
                .with("ringlock:state", state == null ? null : state.id());
    }

    private static List<String> all(List<Entry> acts, String name) {
        return acts.stream()
                .map(entry -> field(entry, name))
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
    }

    /** What is done with the number for that purpose, as far as the policy states it. */
    private LinkedData process(Purpose purpose, @Nullable Entry yes) {
        Terms terms = policy.purposes().get(purpose);
        Disclosure disclosure = policy.disclosure();
        List<LinkedData> storage = new ArrayList<>();
        if (!disclosure.storage().isEmpty()) {
            storage.add(LinkedData.of("dpv:StorageLocation")
                    .with(
                            "dpv:hasLocation",
                            disclosure.storage().stream()
                                    .map(country -> link("loc:" + country))
                                    .toList()));
        }
        if (terms != null) {
            storage.add(LinkedData.of("dpv:StorageDuration")
                    .with(
                            "dpv:hasDuration",
                            LinkedData.of("dpv:TemporalDuration")
                                    .with("rdf:value", terms.expiresAfter().toString())));
        }
        String category = disclosure.purposes().get(purpose);
        LinkedData process = LinkedData.of("dpv:Process")
                .with(
                        "dpv:hasPurpose",
                        LinkedData.named("ringlock:purpose:" + purpose.id(), "dpv:Purpose")
                                .with("dct:identifier", purpose.id())
                                .with("skos:broader", category == null ? null : link(category)))
                .with("dpv:hasPersonalData", link("pd:TelephoneNumber"))
                .nodes("dpv:hasStorageCondition", storage)
                .with("dpv:hasDataController", link(parties.controllerId()))
                .with("dpv:hasRecipient", parties.recipientsOf(purpose))
                .with("dpv:hasRight", parties.rights());
        return yes == null ? process : asGiven(process, yes);
    }

    private static LinkedData asGiven(LinkedData process, Entry yes) {
        String country = field(yes, "jurisdiction");
        return process.with("dpv:hasLegalBasis", link("dpv:Consent"))
                .with("dpv:hasJurisdiction", country.isEmpty() ? null : link("loc:" + country))
                .with("ringlock:channels", List.of(field(yes, "channels").split(" ")))
                .with(
                        "dpv:hasConsentControl",
                        LinkedData.of("dpv:WithdrawConsent").with("dct:description", field(yes, "withdrawal")));
    }

    private LinkedData status(Entry entry) {
        String until = field(entry, "valid_until");
        LinkedData duration = until.isEmpty()
                ? LinkedData.of("dpv:UntilEventDuration").with("rdf:value", "the next entry for this purpose")
                : LinkedData.of("dpv:UntilTimeDuration").with("rdf:value", until);
        return LinkedData.of(String.valueOf(status(entry.event())))
                .when("dpv:isIndicatedAtTime", entry.at())
                .with("dpv:hasDuration", duration)
                .with("dpv:isIndicatedBy", link(byPerson(entry) ? "dpv:DataSubject" : parties.controllerId()))
                .with("dpv:hasIndicationMethod", field(entry, "method"))
                .with("dct:source", link(entryId(entry)));
    }

    /**
     * Whether the ledger says that the person did it. A request is not proved to be theirs. What a provider, a file or staff told
     * is what the controller wrote down.
     */
    private static boolean byPerson(Entry entry) {
        String method = field(entry, "method");
        return switch (entry.event()) {
            case GIVEN, RENEWED -> field(entry, "expressed_by").equals("data_subject") && !method.equals("imported");
            case WITHDRAWN -> OWN_WAYS_OUT.contains(method);
            default -> false;
        };
    }

    private static @Nullable String status(Event event) {
        return switch (event) {
            case REQUESTED -> "dpv:ConsentRequested";
            case GIVEN -> "dpv:ConsentGiven";
            case RENEWED -> "dpv:RenewedConsentGiven";
            case WITHDRAWN -> "dpv:ConsentWithdrawn";
            case EXPIRED -> "dpv:ConsentExpired";
            default -> null;
        };
    }

    private static LinkedData words(SubjectRecord.ShownWords words) {
        return LinkedData.named(noticeId(words.sha256()), "dpv:ConsentNotice")
                .with("dct:identifier", words.id() + "/" + words.version())
                .with("dct:language", words.language())
                .when("dct:date", words.registeredAt())
                .with("ringlock:notice_sha256", words.sha256())
                .with("ringlock:notice_text", words.text());
    }

    /** An entry of the ledger with all its fields. Who of staff it was is not told: the company answers for them. */
    private static LinkedData entry(Entry entry) {
        LinkedData node = LinkedData.named(entryId(entry), "ringlock:Entry")
                .with("ringlock:subject", entry.subject())
                .with("ringlock:event", entry.event().name().toLowerCase(Locale.ROOT))
                .when("ringlock:at", entry.at())
                .when("ringlock:arrived_at", entry.ulid().at())
                .with("ringlock:previous", entry.previous());
        entry.fields().forEach((name, value) -> {
            if (!name.equals("actor")) {
                node.with("ringlock:" + name, value);
            }
        });
        return entry.actor() == null ? node : node.with("ringlock:by_staff", true);
    }

    private static String entryId(Entry entry) {
        return "ringlock:entry:" + entry.subject() + ":" + entry.ulid().value();
    }

    private static String noticeId(String hash) {
        return "ringlock:notice:" + hash;
    }
}
