package dev.ringlock.provider.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.lambda.Clients;
import dev.ringlock.message.ProviderStandIn;
import dev.ringlock.message.ProviderStandIn.Behaviour;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.provider.BlockList;
import dev.ringlock.provider.BlockListContract;
import dev.ringlock.provider.BlockListUnavailableException;
import dev.ringlock.provider.BlockedNumber;
import dev.ringlock.purge.People;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Its stand-in answers as the API reference of {@code DescribeOptedOutNumbers} and {@code PutOptedOutNumber} does. */
class AwsOptOutsTest extends BlockListContract {

    private final SmsVoice service = new SmsVoice(
            api.uri(),
            Clients.REGION,
            StaticCredentialsProvider.create(AwsSessionCredentials.create(Clients.ACCESS_KEY, SECRET, "a token")));
    private final BlockList list = new AwsOptOuts(service, Map.of("Default", Set.of(OURS)));

    @Override
    protected BlockList list() {
        return list;
    }

    @Override
    protected int page() {
        return 100;
    }

    @Override
    protected Behaviour having(List<Integer> people) {
        return exchange -> {
            JsonNode asked = json(last());
            int from = asked.path("NextToken").asInt(0);
            int end = Math.min(people.size(), from + asked.path("MaxResults").asInt());
            String numbers = people.subList(from, end).stream()
                    .map(person -> "{\"OptedOutNumber\": \""
                            + People.american(person).e164()
                            + "\", \"OptedOutTimestamp\": " + since(person).getEpochSecond()
                            + ".0, \"EndUserOptedOut\": true}")
                    .collect(Collectors.joining(","));
            String next = end < people.size() ? ", \"NextToken\": \"" + end + "\"" : "";
            ProviderStandIn.answering(
                            200,
                            "{\"OptOutListName\": \"Default\", \"OptedOutNumbers\": [" + numbers + "]" + next + "}")
                    .answer(exchange);
        };
    }

    private String last() {
        return new String(api.asked().get(api.asked().size() - 1).body(), StandardCharsets.UTF_8);
    }

    @Test
    void everyListIsReadForItsSenders() {
        BlockList two = new AwsOptOuts(service, Map.of("Default", Set.of(), "News", Set.of(OURS)));
        api.behave(having(List.of(5)));
        List<BlockedNumber> first = two.page(null, NOW).blocked();
        List<BlockedNumber> second = two.page(two.page(null, NOW).next(), NOW).blocked();
        assertEquals(Set.of(), first.get(0).senders());
        assertEquals(Set.of(OURS), second.get(0).senders());
        assertEquals("News", json(last()).path("OptOutListName").asText());
    }

    @Test
    void aNumberIsAddedToItsSendersList() {
        api.behave(ProviderStandIn.answering(200, "{\"OptedOutNumber\": \"+1\", \"OptedOutTimestamp\": 1.0}"));
        assertEquals(Set.of(), list.add(List.of(People.american(1)), OURS));
        ProviderStandIn.ProviderRequest asked = api.asked().get(0);
        assertEquals("PinpointSMSVoiceV2.PutOptedOutNumber", asked.headers().get("x-amz-target"));
        assertEquals(
                Signature.of(asked, SECRET, Clients.REGION.id(), "sms-voice"),
                asked.headers().get("authorization").replaceAll(".*Signature=", ""));
        JsonNode body = json(asked.text());
        assertEquals("Default", body.path("OptOutListName").asText());
        assertEquals(People.american(1).e164(), body.path("OptedOutNumber").asText());
        PhoneNumber other = People.american(2);
        assertEquals(Set.of(other), list.add(List.of(other), "+12025550199"), "no list is that sender's");
    }

    @Test
    void aNumberThatAwsRefusesIsSaidAndItsOtherTroubleIsTrouble() {
        api.behave(ProviderStandIn.answering(400, "{\"__type\": \"ValidationException\", \"Reason\": \"X\"}"));
        assertEquals(Set.of(People.american(1)), list.add(List.of(People.american(1)), OURS));
        api.behave(ProviderStandIn.answering(400, "{\"__type\": \"ThrottlingException\"}"));
        assertThrows(BlockListUnavailableException.class, () -> list.add(List.of(People.american(1)), OURS));
    }

    @Test
    void theSettingNamesListsAndTheirSenders() {
        assertEquals(Map.of("Default", Set.of()), Aws.optOutLists(json("{}")));
        assertEquals(
                Map.of("News", Set.of(OURS)),
                Aws.optOutLists(json("{\"optOutLists\": {\"News\": [\"" + OURS + "\"]}}")));
        for (String wrong : List.of("{\"optOutLists\": []}", "{\"optOutLists\": {\"a b\": []}}")) {
            assertThrows(IllegalArgumentException.class, () -> Aws.optOutLists(json(wrong)));
        }
    }
}
