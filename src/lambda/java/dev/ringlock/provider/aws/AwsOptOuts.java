package dev.ringlock.provider.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.http.OutgoingAnswer;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.provider.BlockList;
import dev.ringlock.provider.BlockListCall;
import dev.ringlock.provider.BlockListUnavailableException;
import dev.ringlock.provider.BlockPage;
import dev.ringlock.provider.BlockedNumber;
import dev.ringlock.provider.FieldText;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The opt-out lists of an account at AWS End User Messaging. A list is of phones alone; AWS says of each sender which list is its.
 * Source: {@code DescribeOptedOutNumbers} and {@code PutOptedOutNumber} of its API reference.
 */
public final class AwsOptOuts implements BlockList {

    private static final int PAGE = 100;
    private static final String INVALID = "ValidationException";

    private final SmsVoice service;
    private final SortedMap<String, Set<String>> lists;

    /** @param lists the senders that each list is of, by its name; no senders are all of the owner's */
    public AwsOptOuts(SmsVoice service, Map<String, Set<String>> lists) {
        this.service = service;
        this.lists = new TreeMap<>(lists);
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    /** A cursor is a list's place among them, and AWS's own token. */
    @Override
    public BlockPage page(@Nullable String cursor, Instant now) {
        String[] parts = cursor == null ? new String[] {"0", ""} : cursor.split("/", 2);
        int at = Integer.parseInt(parts[0]);
        Map.Entry<String, Set<String>> own = List.copyOf(lists.entrySet()).get(at);
        ObjectNode body = asked(own.getKey()).put("MaxResults", PAGE);
        if (!parts[1].isEmpty()) {
            body.put("NextToken", parts[1]);
        }
        JsonNode answer = BlockListCall.json(service.endpoint(), sent("DescribeOptedOutNumbers", body));
        JsonNode found = answer.path("OptedOutNumbers");
        if (!found.isArray()) {
            throw BlockListCall.unreadable(service.endpoint());
        }
        List<BlockedNumber> blocked = new ArrayList<>();
        for (JsonNode line : found) {
            JsonNode time = line.path("OptedOutTimestamp");
            blocked.add(new BlockedNumber(
                    FieldText.text(line, "OptedOutNumber"),
                    own.getValue(),
                    time.isNumber() ? Instant.ofEpochMilli((long) (time.doubleValue() * 1000)) : null));
        }
        String token = FieldText.text(answer, "NextToken");
        String next = token.isEmpty() ? (at + 1) + "/" : at + "/" + token;
        return new BlockPage(blocked, token.isEmpty() && at + 1 == lists.size() ? null : next);
    }

    /** One request for each number, and for each list that is the sender's. AWS refuses what it does not know as a number. */
    @Override
    public Set<PhoneNumber> add(List<PhoneNumber> numbers, String sender) {
        List<String> own = lists.entrySet().stream()
                .filter(list -> list.getValue().isEmpty() || list.getValue().contains(sender))
                .map(Map.Entry::getKey)
                .toList();
        return numbers.stream()
                .filter(number -> own.isEmpty() || !own.stream().allMatch(list -> takes(list, number)))
                .collect(Collectors.toSet());
    }

    private boolean takes(String list, PhoneNumber number) {
        OutgoingAnswer answer = sent("PutOptedOutNumber", asked(list).put("OptedOutNumber", number.e164()));
        if (answer.status() == HttpURLConnection.HTTP_BAD_REQUEST
                && answer.text().contains(INVALID)) {
            return false;
        }
        return !BlockListCall.json(service.endpoint(), answer).isMissingNode();
    }

    private static ObjectNode asked(String list) {
        return JsonNodeFactory.instance.objectNode().put("OptOutListName", list);
    }

    private OutgoingAnswer sent(String operation, ObjectNode body) {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        try {
            return BlockListCall.sent(service.endpoint(), () -> service.headers(operation, bytes), bytes);
        } catch (SdkException e) {
            throw new BlockListUnavailableException("there are no AWS credentials to sign with");
        }
    }
}
