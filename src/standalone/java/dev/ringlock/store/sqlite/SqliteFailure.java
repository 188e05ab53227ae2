package dev.ringlock.store.sqlite;

import dev.ringlock.store.StoreUnavailableException;
import org.jboss.logging.Logger;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says what SQLite reported by the name and number of its result code. Its text stays out: it may hold a value. */
final class SqliteFailure {

    private static final Logger LOG = Logger.getLogger("ringlock");

    private SqliteFailure() {}

    static StoreUnavailableException unavailable(String what, Throwable cause) {
        return new StoreUnavailableException(what + code(cause), cause);
    }

    /** The same, and the log says it: the caller of a function learns only that the store is not available. */
    static StoreUnavailableException logged(String what, Throwable cause) {
        StoreUnavailableException failure = unavailable(what, cause);
        LOG.warn(failure.getMessage());
        return failure;
    }

    private static String code(Throwable cause) {
        if (!(cause instanceof SQLiteException failed)) {
            return "";
        }
        SQLiteErrorCode code = failed.getResultCode();
        return ": " + code.name() + " (" + code.code + ")" + advice(code);
    }

    private static String advice(SQLiteErrorCode code) {
        // the last byte is the code; the others tell more
        return switch (code.code & 0xff) {
            case 5, 6 -> ", another process has locked the database";
            case 8 -> ", the disk, the folder or the file is read-only for this user";
            case 10 -> ", the disk failed or is full";
            case 11 -> ", the database is damaged";
            case 13 -> ", the disk is full";
            case 14 -> ", this user may not open the file, or make others beside it";
            case 26 -> ", the file is not a database";
            default -> "";
        };
    }
}
