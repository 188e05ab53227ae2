package dev.ringlock.standalone.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringlock.ledger.Event;
import dev.ringlock.standalone.CommandData;
import dev.ringlock.standalone.ServerSettings;
import dev.ringlock.standalone.SettingsForTests;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PurgeCommandTest {

    private final Map<String, String> settings;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    PurgeCommandTest(@TempDir Path folder) {
        this.settings = Map.of(
                "ringlock.host", "127.0.0.1",
                "ringlock.port", "0",
                "ringlock.data", folder.resolve("data").toString(),
                "ringlock.policy", "src/main/resources/policy/harbour-books.yaml");
    }

    @Test
    void aDryRunLeavesNoRunOnTheLedgerAndARunDoes() throws IOException {
        CommandData.open(settings()).close();
        JsonNode dry = json("purge", "--dry-run", "--json");
        assertTrue(dry.path("dryRun").asBoolean());
        assertEquals(0, runs());
        JsonNode run = json("purge", "--json");
        assertEquals(0, run.path("due").asInt(), run::toString);
        assertEquals(1, runs());
    }

    private long runs() {
        try (CommandData data = CommandData.open(settings())) {
            String today = "run/purge/" + LocalDate.now(ZoneOffset.UTC);
            return data.store().history(today, null, 10).items().stream()
                    .filter(entry -> entry.event() == Event.PURGED)
                    .count();
        }
    }

    private JsonNode json(String... arguments) throws IOException {
        out.getBuffer().setLength(0);
        int exit = Main.dataCommands(new OwnData(this::settings), new LocalUser(InputStream.nullInputStream()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        assertEquals(0, exit, err::toString);
        return new ObjectMapper().readTree(out.toString());
    }

    private ServerSettings settings() {
        return SettingsForTests.of(settings);
    }
}
