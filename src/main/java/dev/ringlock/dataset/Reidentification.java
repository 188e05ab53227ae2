package dev.ringlock.dataset;

import dev.ringlock.access.Actor;
import dev.ringlock.consent.Contact;
import dev.ringlock.dataset.DatasetView.Reidentified;
import dev.ringlock.dataset.run.Dataset;
import dev.ringlock.dataset.run.DatasetPseudonyms;
import dev.ringlock.dataset.run.Datasets;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.ledger.Event;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.ContactFilter;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds whose a pseudonym is, for a privacy officer with a reason, while the dataset's key lives. A pseudonym cannot be turned
 * back, so each contact's is made and compared. The ledger knows of it before anything is read, and who was found.
 */
@Singleton
final class Reidentification {

    private static final int PAGE = 1_000;
    /** One request looks at that many pages. The next goes on from there. */
    private static final int MOST_PAGES = 20;

    private final Store store;
    private final Datasets datasets;

    Reidentification(Store store, Datasets datasets) {
        this.store = store;
        this.datasets = datasets;
    }

    /** @throws ProblemException if the dataset's key is gone: then nobody can find out */
    Reidentified of(Actor actor, Dataset dataset, ReidentifyRequest wanted) {
        String id = dataset.order().datasetId();
        DatasetPseudonyms known =
                datasets.pseudonyms(dataset.order()).orElseThrow(() -> new ProblemException(new Problem.NotFound()));
        TreeMap<String, String> fields = new TreeMap<>();
        fields.put("dataset", id);
        fields.put("pseudonym", wanted.pseudonym());
        fields.put("reason", wanted.reason());
        datasets.append(actor, Event.REIDENTIFY_ASKED, fields);
        try (DatasetPseudonyms pseudonyms = known) {
            String cursor = wanted.cursor().isEmpty() ? null : wanted.cursor();
            int pages = 0;
            do {
                Page<Contact> page = store.list(ContactFilter.NONE, cursor, PAGE);
                Optional<ContactId> found = page.items().stream()
                        .map(Contact::id)
                        .filter(contact -> pseudonyms.of(contact).equals(wanted.pseudonym()))
                        .findFirst();
                if (found.isPresent()) {
                    fields.put("contact", found.get().value());
                    datasets.append(actor, Event.REIDENTIFIED, fields);
                    return new Reidentified(found.get().value(), 100, null);
                }
                cursor = page.next();
                pages++;
            } while (cursor != null && pages < MOST_PAGES);
            return new Reidentified(null, percent(cursor), cursor);
        }
    }

    private static int percent(@Nullable String cursor) {
        return cursor == null ? 100 : new ContactId(cursor).percentBefore();
    }
}
