package dev.ringlock.imports.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.imports.rows.ImportRow.DecidedRow;
import dev.ringlock.imports.rows.ImportRow.FaultyRow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DirtyFileTest {

    private static final long GIGABYTE = 1L << 30;

    @Test
    void eachRowOfADirtyFileIsAccountedForAndALineOfAGigabyteIsNotKept() {
        DirtyFile file = new DirtyFile(GIGABYTE);
        Map<Long, String> found = new TreeMap<>();
        long before = used();
        for (ImportRow row : new MappedFile(DirtyFile.MAPPING).rows(file.open(), 0)) {
            found.put(row.line(), outcome(row));
        }
        assertEquals(file.expected().keySet(), found.keySet());
        Map<Long, String> wrong = new TreeMap<>(found);
        wrong.entrySet().removeAll(file.expected().entrySet());
        assertEquals(Map.of(), wrong);
        assertTrue(used() - before < 64 << 20, "the long line was kept");
    }

    @Test
    void readingGoesOnAtTheVeryRowWhereverItWasCutOff() {
        DirtyFile file = new DirtyFile(100_000);
        MappedFile mapped = new MappedFile(DirtyFile.MAPPING);
        List<ImportRow> all = mapped.rows(file.open(), 0);
        for (int i = 0; i < all.size(); i += 7) {
            List<ImportRow> rest = mapped.rows(file.open(), all.get(i).line());
            assertEquals(all.subList(i + 1, all.size()), rest);
        }
    }

    private static String outcome(ImportRow row) {
        if (row instanceof DecidedRow decided) {
            return decided.decisions().get(0).granted() ? "yes" : "no";
        }
        return row instanceof FaultyRow faulty ? faulty.fault().kind().id() : "nothing";
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
