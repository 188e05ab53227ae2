package dev.ringlock.store.sqlite;

import dev.ringlock.store.StoreUnavailableException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says what SQLite reported by the name and number of its result code. Its text stays out: it may hold a value. */
final class SqliteFailure {

    private SqliteFailure() {}

    static StoreUnavailableException unavailable(String what, Throwable cause) {
        return new StoreUnavailableException(what + code(cause), cause);
    }

    static String code(Throwable cause) {
        if (!(cause instanceof SQLiteException failed)) {
            return "";
        }
        SQLiteErrorCode code = failed.getResultCode();
        return ": " + code.name() + " (" + code.code + ")";
    }
}
