package dev.ringlock.store.sqlite;

import dev.ringlock.contacts.ContactsContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class ContactsOnSqliteTest extends ContactsContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @BeforeEach
    void begin() {
        begin(sqlite.store());
    }
}
