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
