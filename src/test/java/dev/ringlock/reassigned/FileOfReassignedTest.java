package dev.ringlock.reassigned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.reassigned.ReassignedNumbers.Reassignment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileOfReassignedTest extends ReassignedNumbersContract {

    private static final String HEADER = "number,disconnected\n";

    @TempDir
    private Path folder;

    @Override
    ReassignedNumbers numbers() {
        return FileOfReassigned.read(file(HEADER + "+12025550123,2026-01-31\n\n+12025550124, \n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+12025550123,2025-01-31\n+12025550123,2026-01-31\n",
                "+12025550123,2026-01-31\n+12025550123,2025-01-31\n",
                "+12025550123,2026-01-31\n+12025550123,\n",
                "+12025550123,\n+12025550123,2026-01-31\n"
            })
    void ofSeveralLinesTheLatestDayCounts(String lines) {
        assertEquals(
                Reassignment.YES, FileOfReassigned.read(file(HEADER + lines)).ask(GIVEN_UP, DAY));
    }

    @Test
    void aFileThatChangedIsReadAgain() {
        FileOfReassigned numbers = FileOfReassigned.read(file(HEADER));
        assertEquals(Reassignment.NO_DATA, numbers.ask(GIVEN_UP, DAY));
        file(HEADER + "+12025550123,2026-01-31\n");
        assertEquals(Reassignment.YES, numbers.ask(GIVEN_UP, DAY));
    }

    @Test
    void whatCannotBeReadAnyMoreIsNotGuessedAt() throws IOException {
        FileOfReassigned numbers = (FileOfReassigned) numbers();
        file(HEADER + "+12025550123,soon\n");
        String told = assertThrows(ReassignedUnavailableException.class, () -> numbers.ask(GIVEN_UP, DAY))
                .getMessage();
        assertTrue(told.contains("reassigned.csv:2: "), told);
        Files.delete(folder.resolve("reassigned.csv"));
        assertThrows(ReassignedUnavailableException.class, () -> numbers.ask(GIVEN_UP, DAY));
        file(HEADER + "+12025550123,2026-01-31\n");
        assertEquals(Reassignment.YES, numbers.ask(GIVEN_UP, DAY), "it is mended without a new start");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12025550123,2026-01-31",
                "+1 202 555 0123,2026-01-31",
                "+12025550123",
                "+12025550123,31.01.2026",
                "+12025550123,2026-02-30",
                "+12025550123,2026-01-31,x",
                "2026-01-31,+12025550123"
            })
    void aMistakeIsToldWithItsLineAndNotRepeated(String line) {
        String told = mistake(HEADER + "+12025550124,2026-01-31\n" + line + "\n");
        assertTrue(told.contains("reassigned.csv:3: is not a number in E.164, a comma and a day"), told);
        // the example in the message is the usual one: what must not be repeated is told by the line's other marks
        assertFalse(told.replace("`+12025550123,2026-01-31`", "").contains("0123"), told);
        assertFalse(told.contains("31.01"), told);
    }

    @Test
    void aFileOfAnotherKindIsToldByItsHeaderAlone() {
        String told = mistake("+12025550123,2026-01-31\n");
        assertTrue(told.endsWith("reassigned.csv:1: is not the header `number,disconnected`"), told);
        assertTrue(mistake("").contains(":1: is not the header"));
    }

    @Test
    void notEveryLineOfAFileOfAnotherKindIsTold() {
        assertEquals(10, mistake(HEADER + "x\n".repeat(1_000)).lines().count());
    }

    @Test
    void aFileThatIsNotThereOrNoTextIsTold() throws IOException {
        Path none = folder.resolve("none.csv");
        assertEquals(
                none + " cannot be read",
                assertThrows(ReassignedMistakesException.class, () -> FileOfReassigned.read(none))
                        .getMessage());
        Path binary = Files.write(folder.resolve("b.csv"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertEquals(
                binary + " is not text in UTF-8",
                assertThrows(ReassignedMistakesException.class, () -> FileOfReassigned.read(binary))
                        .getMessage());
    }

    @Test
    void whoAsksNobodyIsToldNothing() {
        for (var number : List.of(GIVEN_UP, KEPT, ABROAD)) {
            assertEquals(Reassignment.NO_DATA, ReassignedNumbers.none().ask(number, DAY));
        }
    }

    private String mistake(String text) {
        Path file = file(text);
        return assertThrows(ReassignedMistakesException.class, () -> FileOfReassigned.read(file))
                .getMessage();
    }

    private Path file(String text) {
        try {
            return Files.writeString(folder.resolve("reassigned.csv"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
