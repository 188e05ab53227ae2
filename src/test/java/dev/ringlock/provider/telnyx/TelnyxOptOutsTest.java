package dev.ringlock.provider.telnyx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ringlock.message.ProviderStandIn;
import dev.ringlock.message.ProviderStandIn.Behaviour;
import dev.ringlock.provider.BlockList;
import dev.ringlock.provider.BlockListContract;
import dev.ringlock.provider.BlockedNumber;
import dev.ringlock.purge.People;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Its stand-in answers as the example of "List opt-outs" does. */
class TelnyxOptOutsTest extends BlockListContract {

    private static final Pattern PAGE = Pattern.compile("page\\[number]=(\\d+)&page\\[size]=(\\d+)");

    private final BlockList list = new Telnyx()
            .blockList(json("{\"apiKey\": \"" + SECRET + "\", \"baseUrl\": \"" + api.uri() + "\"}"))
            .orElseThrow();

    @Override
    protected BlockList list() {
        return list;
    }

    @Override
    protected int page() {
        return 250;
    }

    @Override
    protected Behaviour having(List<Integer> people) {
        return exchange -> {
            Matcher asked = PAGE.matcher(exchange.getRequestURI().getQuery());
            boolean known = asked.matches()
                    && exchange.getRequestURI().getPath().equals("/v2/messaging_optouts")
                    && ("Bearer " + SECRET).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            if (!known) {
                ProviderStandIn.answering(401, "{\"errors\": []}").answer(exchange);
                return;
            }
            int number = Integer.parseInt(asked.group(1));
            int size = Integer.parseInt(asked.group(2));
            List<Integer> shown = people.subList(
                    Math.min(people.size(), (number - 1) * size), Math.min(people.size(), number * size));
            String data = shown.stream()
                    .map(person -> "{\"from\": \"" + OURS + "\", \"to\": \""
                            + People.american(person).e164()
                            + "\", \"messaging_profile_id\": \"12345678-1234-5678-9012-123456789012\","
                            + " \"keyword\": \"STOP\", \"created_at\": \""
                            + since(person).toString().replace("T", " ").replace("Z", ".000000+00:00") + "\"}")
                    .collect(Collectors.joining(","));
            ProviderStandIn.answering(
                            200,
                            "{\"data\": [" + data + "], \"meta\": {\"total_pages\": "
                                    + (people.size() + size - 1) / size + ", \"total_results\": " + people.size()
                                    + ", \"page_number\": " + number + ", \"page_size\": " + size + "}}")
                    .answer(exchange);
        };
    }

    @Test
    void aLineWithoutASenderOrATimeIsNotLost() {
        api.behave(ProviderStandIn.answering(
                200,
                "{\"data\": [{\"from\": null, \"to\": \"" + People.american(1).e164()
                        + "\", \"created_at\": \"yesterday\"}], \"meta\": {\"total_pages\": 1}}"));
        BlockedNumber line = list.page(null, NOW).blocked().get(0);
        assertEquals(Set.of(), line.senders());
        assertNull(line.since());
    }
}
