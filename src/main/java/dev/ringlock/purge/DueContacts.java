package dev.ringlock.purge;

import dev.ringlock.consent.Contact;
import dev.ringlock.http.Endpoint;
import dev.ringlock.keys.Opener;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.DueRow;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/** A page of contacts: read together, handled in parallel. */
@Singleton
final class DueContacts {

    private static final Logger LOG = Logger.getLogger("ringlock");

    /** How many contacts are handled at once. Each waits for the engines, and SQLite commits waiting ones together. */
    private static final int IN_FLIGHT = 64;

    private final Store store;
    private final NumberCheck look;
    private final DueContact contacts;

    DueContacts(Store store, NumberCheck look, DueContact contacts) {
        this.store = store;
        this.look = look;
        this.contacts = contacts;
    }

    /** An opener for one step. */
    Opener opener() {
        return look.opener();
    }

    /** Threads for one step. The step shuts them down. */
    ExecutorService threads() {
        return Executors.newFixedThreadPool(IN_FLIGHT);
    }

    /** @param now the instant to act on */
    void handle(List<DueRow> page, DueContact.Step step, RunCounts tally, Instant now, ExecutorService threads) {
        Map<ContactId, Contact> read = read(page.stream().map(DueRow::contact).toList());
        Map<ContactId, Compartment> numbers = look.sealed(read.values().stream()
                .filter(contact -> contacts.wantsNumber(contact, now))
                .map(Contact::id)
                .toList());
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (DueRow due : page) {
            Contact contact = read.get(due.contact());
            all.add(CompletableFuture.runAsync(
                    () -> tally.add(
                            due.at(),
                            contact == null
                                    ? ContactOutcome.failed()
                                    : contacts.handle(contact, numbers.get(due.contact()), step, now)),
                    threads));
        }
        try {
            all.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /**
     * Reads them together, or one by one if a stored one cannot be read, so that it does not keep the others from being
     * handled.
     */
    private Map<ContactId, Contact> read(List<ContactId> ids) {
        Map<ContactId, Contact> read = new HashMap<>();
        try {
            store.load(ids).forEach(contact -> read.put(contact.id(), contact));
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf("a stored contact cannot be read: %s", Endpoint.place(e));
            if (ids.size() > 1) {
                ids.forEach(id -> read.putAll(read(List.of(id))));
            }
        }
        return read;
    }
}
