package dev.ringlock.infra;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    @Test
    void what_an_owner_would_get_is_the_template_that_was_reviewed() {
        Map<String, Object> template = Synthesised.stack().template();
        // the same code is another asset wherever it was zipped
        String text = TemplateJson.write(template).replaceAll("[0-9a-f]{64}\\.zip", "<function.zip>");
        new Expected("template.json").is(text);
    }
}
