package dev.ringlock.subject.evidence;

import dev.ringlock.http.FieldError;
import dev.ringlock.http.ProblemException;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.LedgerSpan;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import dev.ringlock.subject.evidence.EvidenceRequest.AskedCampaign;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger has of one campaign: who took its numbers, when, why and how many, and the first and the last contact of each
 * page. Those are the sample. Who else was on a page is not on the ledger.
 *
 * @param entries of the campaign, in their order
 * @param contacts the sample
 */
record CampaignSample(List<Entry> entries, List<ContactId> contacts) {

    private static final Set<Event> ABOUT = Set.of(
            Event.AUDIENCE_ASKED,
            Event.AUDIENCE_TAKEN,
            Event.AUDIENCE_PREVIEWED,
            Event.EXPORT_ASKED,
            Event.EXPORT_DONE,
            Event.EXPORT_FAILED,
            Event.EXPORT_TAKEN);

    private static final int PAGE = 1_000;
    /** They are read one behind the other while the caller waits. */
    private static final int MOST_PAGES = 100;

    private static final int MOST_ENTRIES = 2_000;
    private static final int MOST_CONTACTS = 20;

    CampaignSample {
        entries = List.copyOf(entries);
        contacts = List.copyOf(contacts);
    }

    /** @throws ProblemException if the ledger of these days is too long for one walk, or has too much of the campaign */
    static CampaignSample of(Store store, AskedCampaign campaign) {
        List<Entry> entries = new ArrayList<>();
        @Nullable String cursor = null;
        int pages = 0;
        do {
            Page<Entry> page = store.ledger(LedgerSpan.oldestFirst(campaign.from(), campaign.to()), cursor, PAGE);
            page.items().stream()
                    .filter(entry -> ABOUT.contains(entry.event()))
                    .filter(entry -> campaign.id().equals(entry.fields().get("campaign")))
                    .forEach(entries::add);
            cursor = page.next();
            pages++;
            if (entries.size() > MOST_ENTRIES || (cursor != null && pages == MOST_PAGES)) {
                throw ProblemException.of(new FieldError(
                        "/to",
                        "size",
                        "The ledger of these days is too long to be walked at once. Ask for fewer days."));
            }
        } while (cursor != null);
        Set<ContactId> contacts = new LinkedHashSet<>();
        entries.stream()
                .flatMap(entry ->
                        Stream.of("first", "last").map(name -> entry.fields().getOrDefault(name, "")))
                .filter(ContactId::isId)
                .map(ContactId::new)
                .forEach(contacts::add);
        return new CampaignSample(
                entries, contacts.stream().limit(MOST_CONTACTS).toList());
    }
}
