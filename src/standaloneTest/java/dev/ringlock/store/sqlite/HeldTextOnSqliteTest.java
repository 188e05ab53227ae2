package dev.ringlock.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.HeldTextContract;
import dev.ringlock.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldTextOnSqliteTest extends HeldTextContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }

    /** Pieces of the sealed bytes, because SQLite keeps a long value on several pages. */
    private List<byte[]> pieces() {
        byte[] sealed = sealed().get(0).sealed();
        return List.of(
                Arrays.copyOf(sealed, 40),
                Arrays.copyOfRange(sealed, 100, 140),
                Arrays.copyOfRange(sealed, sealed.length - 40, sealed.length));
    }

    @Test
    void theTextIsInNoFileInClear() {
        hold();
        for (String words : List.of(TEXT, "don't stop", "555 0145")) {
            assertFalse(sqlite.isInFiles(words.getBytes(StandardCharsets.UTF_8)), words);
        }
        pieces().forEach(piece -> assertTrue(sqlite.isInFiles(piece), "the sealed bytes were never on the disk"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void notEvenTheSealedBytesAreInAnyFileOnceItIsDecidedOrTooOld(boolean decided) throws InterruptedException {
        hold();
        List<byte[]> pieces = pieces();
        if (decided) {
            release();
        } else {
            clock.advance(Duration.ofDays(30));
            purge();
        }
        for (byte[] piece : pieces) {
            sqlite.awaitGone(piece);
        }
    }
}
