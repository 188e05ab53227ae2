package dev.ringlock.steps.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringlock.phone.ContactId;
import dev.ringlock.steps.record.SubjectRecord.ShownWords;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubjectRecordTest {

    /** Of so many, no other order is theirs by chance. */
    @Test
    void wordsStayInTheirOrder() {
        List<String> hashes = List.of("h", "c", "a", "g", "b", "f", "d", "e");
        Map<String, ShownWords> words = new LinkedHashMap<>();
        hashes.forEach(hash -> words.put(hash, new ShownWords("signup", 1, "en", hash, "We ask.", Instant.EPOCH)));
        SubjectRecord record = new SubjectRecord(
                Instant.EPOCH,
                "",
                new ContactId("c1_" + "a".repeat(26)),
                List.of(),
                List.of(),
                words,
                List.of(),
                false);
        assertEquals(hashes, List.copyOf(record.words().keySet()));
    }
}
