package dev.ringlock.standalone;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A test of the console as staff use it: with a server, a browser, and a look at the traces after each test. */
abstract class ConsoleAtWork {

    static StaffAtWork staff;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        staff = StaffAtWork.begin(folder);
    }

    @AfterAll
    static void stop() {
        if (staff != null) {
            staff.close();
        }
    }

    @AfterEach
    void noNumberIsInAnAddressAndNothingWentElsewhereOrWasRefused() {
        staff.leftNoNumber();
    }
}
