package dev.ringlock.reconcile;

import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Home;
import dev.ringlock.phone.ContactId;
import dev.ringlock.provider.BlockList;
import dev.ringlock.provider.BlockPage;
import dev.ringlock.provider.Provider;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.BlockOutcome;
import dev.ringlock.steps.BlockedPeople;
import dev.ringlock.steps.BlockedPerson;
import dev.ringlock.steps.OptOuts;
import dev.ringlock.store.Store;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A provider's opt-outs: each one that we do not know becomes one here. */
@Singleton
final class Theirs {

    private final Store store;
    private final BlockedPeople people;
    private final OptOuts optOuts;
    private final Arrivals arrivals;

    Theirs(Store store, BlockedPeople people, OptOuts optOuts, Arrivals arrivals) {
        this.store = store;
        this.people = people;
        this.optOuts = optOuts;
        this.arrivals = arrivals;
    }

    /** Acts on a page of the list, and tells whom it has. Those whom we know are read together, and cost no write. */
    List<BlockedPerson> take(
            Provider provider, BlockList list, BlockPage page, ReconcileStep step, Difference difference) {
        List<BlockedPerson> read = page.blocked().stream()
                .map(line -> people.read(provider, line))
                .flatMap(Optional::stream)
                .toList();
        difference.count(ReconcileReport.THEIRS, page.blocked().size());
        difference.count(ReconcileReport.UNREADABLE, page.blocked().size() - read.size());
        Map<ContactId, Contact> known = load(read);
        for (BlockedPerson person : read) {
            List<Contact> forms = Home.first(
                    person.ids(), person.ids().all().stream().map(known::get).toList());
            if (!person.block().isKnown(forms)) {
                tell(list, person, act(provider, list, person, step), difference);
            }
        }
        return read;
    }

    private BlockOutcome act(Provider provider, BlockList list, BlockedPerson person, ReconcileStep step) {
        Map<String, String> details = new TreeMap<>();
        details.put("provider", provider.name());
        details.put("source", list.source());
        details.put("run", String.valueOf(step.run()));
        details.put("received_at", arrivals.now().toString());
        Instant since = person.block().since();
        if (since != null) {
            details.put("provider_time", since.toString());
        }
        return optOuts.blocked(person, details, step.dryRun());
    }

    /** News of the past is no difference: the list may be another one by now. */
    private static void tell(BlockList list, BlockedPerson person, BlockOutcome outcome, Difference difference) {
        ContactId contact = person.ids().first();
        if (outcome == BlockOutcome.FOUND) {
            difference.list(ReconcileReport.FOUND, contact);
        } else if (outcome == BlockOutcome.NEWER_YES && list.isWhole()) {
            difference.list(ReconcileReport.NEWER_YES, contact);
        }
    }

    private Map<ContactId, Contact> load(List<BlockedPerson> read) {
        List<ContactId> ids = read.stream()
                .flatMap(person -> person.ids().all().stream())
                .distinct()
                .toList();
        return store.load(ids).stream().collect(Collectors.toMap(Contact::id, contact -> contact));
    }
}
