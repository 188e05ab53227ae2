package dev.ringlock.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.contactability.Budget;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.BudgetContract;
import dev.ringlock.store.Store;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BudgetsOnSqliteTest extends BudgetContract {

    private static final int MANY = 20;

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }

    @Test
    void expiredBudgetsAreSweptAway() {
        for (int i = 0; i < MANY; i++) {
            spend(i);
        }
        assertEquals(MANY, rows());
        clock.advance(Duration.ofDays(1).plusMinutes(2));
        for (int i = MANY; i < MANY + MANY / 2; i++) {
            spend(i);
        }
        assertEquals(MANY / 2, rows());
    }

    private void spend(int number) {
        ContactId contact =
                new ContactId("c1_" + "a".repeat(24) + (char) ('a' + number % 26) + (char) ('a' + number / 26));
        assertTrue(sqlite.store()
                .spend(new Budget(contact, 1, List.of()), clock.instant().plusSeconds(60)));
    }

    private int rows() {
        return RawRows.all(sqlite.file()).getOrDefault("budgets", List.of()).size();
    }
}
