package dev.ringlock.standalone;

import dev.ringlock.keys.CannotOpenException;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.Opener;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.steps.KeyCheck;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.sqlite.SqliteStore;
import jakarta.inject.Singleton;

/** Whether a key file belongs to the database. */
@Singleton
final class DatabaseKeys {

    private final SqliteStore store;
    private final Keys keys;
    private final Envelope envelope;
    private final KeyCheck check;

    DatabaseKeys(SqliteStore store, Keys keys, Envelope envelope, KeyCheck check) {
        this.store = store;
        this.keys = keys;
        this.envelope = envelope;
        this.check = check;
    }

    /**
     * Compares both keys with those that the data was made with. A database of an earlier build does not say them: there a
     * stored number proves both. If it has none, the keys are believed.
     *
     * @throws KeysUnavailableException if the keys are others
     */
    void refuseOthers() {
        if (!check.isWritten()) {
            store.anyCompartment().ifPresent(this::prove);
        }
        check.compare(keys);
        check.checkWrapping(keys);
    }

    private void prove(Compartment stored) {
        try (Opener opener = new Opener(keys, envelope)) {
            PhoneNumber number = opener.open(stored.contact(), stored.purpose(), stored.sealed(), stored.wrappedKey());
            if (!new Index(keys).contactId(number, stored.contact().version()).equals(stored.contact())) {
                throw new KeysUnavailableException("the index key does not find a stored number");
            }
        } catch (CannotOpenException e) {
            throw new KeysUnavailableException("the wrapping key does not open a stored number");
        }
    }
}
