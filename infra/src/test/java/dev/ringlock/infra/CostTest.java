package dev.ringlock.infra;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CostTest {

    @Test
    void the_page_says_what_is_computed_from_the_template_and_the_counted_calls() throws IOException {
        String table = Cost.table(Synthesised.of(RinglockStack.Extent.BUILT).template());
        assertTrue(
                Files.readString(Path.of("../docs/deploy.md")).contains(table),
                () -> "docs/deploy.md has to say:\n" + table);
    }
}
