package dev.ringlock.reassigned;

import dev.ringlock.phone.PhoneNumber;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@link ReassignedNumbers} in a file of the owner's, one number a line:
 *
 * <pre>
 * number,disconnected
 * +12025550123,2026-01-31
 * +12025550124,
 * </pre>
 *
 * <p>A number without a day is known and was never disconnected. If a number has several lines, the latest day counts.
 * The file is read again when it has changed.
 */
public final class FileOfReassigned implements ReassignedNumbers {

    private static final String HEADER = "number,disconnected";
    /** The most mistakes that are reported at once: a file of another kind has one in each line. */
    private static final int MOST_MISTAKES = 10;

    private final Path file;
    private FileContent content;

    /** @param days the latest day on which a number was disconnected; empty if it never was */
    private record FileContent(FileTime changed, long size, Map<PhoneNumber, Optional<LocalDate>> days) {}

    private FileOfReassigned(Path file, FileContent content) {
        this.file = file;
        this.content = content;
    }

    /**
     * @throws ReassignedMistakesException if the file cannot be used; the message says why, each mistake with its line
     */
    public static FileOfReassigned read(Path file) {
        return new FileOfReassigned(file, content(file));
    }

    @Override
    public Reassignment ask(PhoneNumber number, LocalDate since) {
        Optional<LocalDate> day = today().get(number);
        if (day == null) {
            return Reassignment.NO_DATA;
        }
        return day.filter(last -> !last.isBefore(since)).isPresent() ? Reassignment.YES : Reassignment.NO;
    }

    private synchronized Map<PhoneNumber, Optional<LocalDate>> today() {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            if (!now.lastModifiedTime().equals(content.changed()) || now.size() != content.size()) {
                content = content(file);
            }
            return content.days();
        } catch (IOException e) {
            throw new ReassignedUnavailableException(file + " cannot be read");
        } catch (ReassignedMistakesException e) {
            // the content from before may be wrong by now
            throw new ReassignedUnavailableException(String.valueOf(e.getMessage()));
        }
    }

    private static FileContent content(Path file) {
        try {
            // read before the lines, so that a write in between counts as a change
            BasicFileAttributes before = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileContent(before.lastModifiedTime(), before.size(), days(file, Files.readAllLines(file)));
        } catch (CharacterCodingException e) {
            throw new ReassignedMistakesException(file + " is not text in UTF-8");
        } catch (IOException e) {
            throw new ReassignedMistakesException(file + " cannot be read");
        }
    }

    private static Map<PhoneNumber, Optional<LocalDate>> days(Path file, List<String> lines) {
        if (lines.isEmpty() || !lines.get(0).strip().equals(HEADER)) {
            throw new ReassignedMistakesException(file + ":1: is not the header `" + HEADER + "`");
        }
        Map<PhoneNumber, Optional<LocalDate>> days = new HashMap<>();
        List<String> mistakes = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            try {
                read(lines.get(i).strip(), days);
            } catch (IllegalArgumentException | DateTimeException e) {
                // the text may be a number, so it is not repeated
                mistakes.add(file + ":" + (i + 1)
                        + ": is not a number in E.164, a comma and a day; write for example `+12025550123,2026-01-31`");
            }
        }
        if (!mistakes.isEmpty()) {
            throw new ReassignedMistakesException(
                    String.join("\n", mistakes.subList(0, Math.min(mistakes.size(), MOST_MISTAKES))));
        }
        return Map.copyOf(days);
    }

    private static void read(String line, Map<PhoneNumber, Optional<LocalDate>> days) {
        if (line.isEmpty()) {
            return;
        }
        String[] cells = line.split(",", -1);
        if (cells.length != 2) {
            throw new IllegalArgumentException("not two columns");
        }
        Optional<LocalDate> day =
                Optional.of(cells[1].strip()).filter(text -> !text.isEmpty()).map(LocalDate::parse);
        days.merge(PhoneNumber.ofCanonical(cells[0].strip()), day, FileOfReassigned::latest);
    }

    private static Optional<LocalDate> latest(Optional<LocalDate> one, Optional<LocalDate> other) {
        return one.filter(day -> other.isEmpty() || day.isAfter(other.get())).or(() -> other);
    }
}
