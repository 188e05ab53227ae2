package dev.ringlock.dataset.run;

import dev.ringlock.keys.Pseudonyms;
import dev.ringlock.phone.ContactId;

/** The pseudonyms of one dataset. They are made of those that its table has. */
public record DatasetPseudonyms(Pseudonyms dataset, Pseudonyms table) implements AutoCloseable {

    public String of(ContactId contact) {
        return dataset.of(table.of(contact));
    }

    @Override
    public void close() {
        dataset.close();
        table.close();
    }
}
