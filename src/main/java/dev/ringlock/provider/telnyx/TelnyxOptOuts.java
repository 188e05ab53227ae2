package dev.ringlock.provider.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.provider.BlockList;
import dev.ringlock.provider.BlockListCall;
import dev.ringlock.provider.BlockPage;
import dev.ringlock.provider.BlockedNumber;
import dev.ringlock.provider.FieldText;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Telnyx' opt-outs: one for each pair of a sender and a phone. Its API lists them all, and takes none. Source: "List opt-outs" of
 * its API reference.
 */
final class TelnyxOptOuts implements BlockList {

    private static final int PAGE = 250;

    private final URI api;
    private final Map<String, String> headers;

    TelnyxOptOuts(URI api, String apiKey) {
        this.api = api;
        this.headers = Map.of("Authorization", "Bearer " + apiKey, "Accept", "application/json");
    }

    /** A cursor is a page's number. */
    @Override
    public BlockPage page(@Nullable String cursor, Instant now) {
        int number = cursor == null ? 1 : Integer.parseInt(cursor);
        URI address = api.resolve("/v2/messaging_optouts?page%5Bnumber%5D=" + number + "&page%5Bsize%5D=" + PAGE);
        JsonNode answer = BlockListCall.answer(address, () -> headers, null);
        JsonNode data = answer.path("data");
        JsonNode pages = answer.path("meta").path("total_pages");
        if (!data.isArray() || !pages.isInt()) {
            throw BlockListCall.unreadable(address);
        }
        List<BlockedNumber> blocked = new ArrayList<>();
        data.forEach(line -> blocked.add(blocked(line)));
        return new BlockPage(blocked, number < pages.intValue() ? String.valueOf(number + 1) : null);
    }

    private static BlockedNumber blocked(JsonNode line) {
        String from = FieldText.text(line, "from");
        return new BlockedNumber(
                FieldText.text(line, "to"),
                from.isEmpty() ? Set.of() : Set.of(from),
                instant(FieldText.text(line, "created_at")));
    }

    /** Its example has a blank where RFC 3339 has a T. */
    private static @Nullable Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
