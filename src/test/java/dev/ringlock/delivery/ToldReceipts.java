package dev.ringlock.delivery;

import dev.ringlock.http.Json;
import dev.ringlock.provider.DeliveryOutcome;
import dev.ringlock.provider.VerifiedWebhook;
import dev.ringlock.provider.VerifiedWebhooks;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Receipts as each provider's documentation shows them (docs/providers.md has the pages). */
public final class ToldReceipts {

    /** A receipt that a provider tells. Its time is null if that provider gives none. */
    record ToldReceipt(
            String provider,
            String id,
            String to,
            String from,
            String state,
            String code,
            @Nullable Instant at,
            String reference) {

        ToldReceipt to(String phone) {
            return new ToldReceipt(provider, id, phone, from, state, code, at, reference);
        }

        ToldReceipt from(String sender) {
            return new ToldReceipt(provider, id, to, sender, state, code, at, reference);
        }

        ToldReceipt reference(String ofTheOwner) {
            return new ToldReceipt(provider, id, to, from, state, code, at, ofTheOwner);
        }

        String bareTo() {
            return to.replace("+", "");
        }

        String bareFrom() {
            return from.replace("+", "");
        }

        String time() {
            return String.valueOf(at);
        }
    }

    private interface ReceiptFormat {
        VerifiedWebhook write(ToldReceipt receipt);
    }

    private static final Map<String, ReceiptFormat> FORMATS = Map.of(
            "twilio", ToldReceipts::twilio,
            "plivo", ToldReceipts::plivo,
            "aws", ToldReceipts::aws,
            "vonage", ToldReceipts::vonage,
            "telnyx", ToldReceipts::telnyx,
            "sinch", ToldReceipts::sinch,
            "infobip", ToldReceipts::infobip,
            "messagebird", ToldReceipts::messageBird,
            "generic", ToldReceipts::generic);

    /** A state and a code of each outcome that a provider tells. */
    private static final Map<String, Map<DeliveryOutcome, String>> WORDS = Map.of(
            "twilio",
            Map.of(
                    DeliveryOutcome.UNDERWAY, "sent",
                    DeliveryOutcome.SUCCESS, "delivered",
                    DeliveryOutcome.SOFT, "undelivered 30003",
                    DeliveryOutcome.HARD, "undelivered 30006",
                    DeliveryOutcome.BLOCK, "undelivered 30004",
                    DeliveryOutcome.OPT_OUT, "failed 21610",
                    DeliveryOutcome.OTHER, "undelivered 30007"),
            "aws",
            Map.of(
                    DeliveryOutcome.UNDERWAY, "TEXT_PENDING",
                    DeliveryOutcome.ACCEPTED, "TEXT_SUCCESSFUL",
                    DeliveryOutcome.SUCCESS, "TEXT_DELIVERED",
                    DeliveryOutcome.SOFT, "TEXT_UNREACHABLE",
                    DeliveryOutcome.HARD, "TEXT_INVALID",
                    DeliveryOutcome.BLOCK, "TEXT_BLOCKED",
                    DeliveryOutcome.OTHER, "TEXT_SPAM"),
            "vonage",
            Map.of(
                    DeliveryOutcome.UNDERWAY, "submitted",
                    DeliveryOutcome.SUCCESS, "delivered",
                    DeliveryOutcome.SOFT, "undeliverable 1360"),
            "telnyx",
            Map.of(
                    DeliveryOutcome.UNDERWAY, "sent",
                    DeliveryOutcome.SUCCESS, "delivered",
                    DeliveryOutcome.SOFT, "delivery_failed 40006",
                    DeliveryOutcome.HARD, "delivery_failed 40001",
                    DeliveryOutcome.OPT_OUT, "sending_failed 40300",
                    DeliveryOutcome.OTHER, "delivery_failed 40002"),
            "sinch",
            Map.of(
                    DeliveryOutcome.UNDERWAY, "Dispatched 401",
                    DeliveryOutcome.SUCCESS, "Delivered 0",
                    DeliveryOutcome.SOFT, "Failed 404",
                    DeliveryOutcome.HARD, "Rejected 402",
                    DeliveryOutcome.OTHER, "Failed 413"),
            "infobip",
            Map.of(
                    DeliveryOutcome.UNDERWAY, "PENDING",
                    DeliveryOutcome.SUCCESS, "DELIVERED",
                    DeliveryOutcome.SOFT, "UNDELIVERABLE false",
                    DeliveryOutcome.HARD, "UNDELIVERABLE true"),
            "messagebird",
            Map.of(
                    DeliveryOutcome.UNDERWAY, "buffered",
                    DeliveryOutcome.SUCCESS, "delivered",
                    DeliveryOutcome.SOFT, "delivery_failed 9"),
            "plivo",
            Map.of(
                    DeliveryOutcome.UNDERWAY, "sent",
                    DeliveryOutcome.SUCCESS, "delivered",
                    DeliveryOutcome.SOFT, "undelivered 80",
                    DeliveryOutcome.HARD, "undelivered 70",
                    DeliveryOutcome.OPT_OUT, "failed 200",
                    DeliveryOutcome.OTHER, "undelivered 30"),
            "generic",
            Map.of(
                    DeliveryOutcome.UNDERWAY, "underway",
                    DeliveryOutcome.SUCCESS, "delivered",
                    DeliveryOutcome.SOFT, "soft",
                    DeliveryOutcome.HARD, "hard",
                    DeliveryOutcome.BLOCK, "blocked",
                    DeliveryOutcome.OPT_OUT, "opted_out",
                    DeliveryOutcome.OTHER, "other"));

    private ToldReceipts() {}

    static Stream<String> providers() {
        return FORMATS.keySet().stream().sorted();
    }

    static Map<DeliveryOutcome, String> words(String provider) {
        return Objects.requireNonNull(WORDS.get(provider));
    }

    /** Whether it says when something happened, in a time zone that is known. */
    static boolean tellsTime(String provider) {
        return !provider.equals("twilio") && !provider.equals("plivo");
    }

    /** Whether its receipts name our sender. */
    static boolean tellsSender(String provider) {
        return !provider.equals("sinch");
    }

    static VerifiedWebhook webhook(ToldReceipt receipt) {
        return Objects.requireNonNull(FORMATS.get(receipt.provider())).write(receipt);
    }

    private static VerifiedWebhook twilio(ToldReceipt told) {
        return VerifiedWebhooks.form(
                "twilio",
                told.reference().isEmpty() ? "" : "reference=" + told.reference(),
                form(Map.of(
                        "MessageSid", told.id(),
                        "SmsSid", told.id(),
                        "MessageStatus", told.state(),
                        "SmsStatus", told.state(),
                        "ErrorCode", told.code(),
                        "To", told.to(),
                        "From", told.from(),
                        "AccountSid", "AC00000000000000000000000000000000",
                        "RawDlrDoneDate", "4611231000")));
    }

    private static VerifiedWebhook plivo(ToldReceipt told) {
        return VerifiedWebhooks.form(
                "plivo",
                told.reference().isEmpty() ? "" : "reference=" + told.reference(),
                form(Map.of(
                        "MessageUUID", told.id(),
                        "To", told.bareTo(),
                        "From", told.bareFrom(),
                        "Status", told.state(),
                        "ErrorCode", told.code(),
                        "Type", "sms",
                        "Units", "1",
                        "DeliveryReportTime", "2046-11-23 10:00:00.000000")));
    }

    private static VerifiedWebhook aws(ToldReceipt told) {
        Map<String, Object> event = new TreeMap<>(Map.of(
                "eventType", told.state(),
                "eventVersion", "1.0",
                "isFinal", true,
                "originationPhoneNumber", told.from(),
                "destinationPhoneNumber", told.to(),
                "messageId", told.id(),
                "messageStatus", told.state().replace("TEXT_", ""),
                "messageStatusDescription", "As the documentation has it",
                "context", told.reference().isEmpty() ? Map.of() : Map.of("reference", told.reference())));
        if (told.at() != null) {
            event.put("eventTimestamp", told.at().toEpochMilli());
        }
        return json("aws", Map.of("Type", "Notification", "Message", Json.write(event)));
    }

    private static VerifiedWebhook vonage(ToldReceipt told) {
        return json(
                "vonage",
                Map.of(
                        "message_uuid", told.id(),
                        "to", told.bareTo(),
                        "from", told.bareFrom(),
                        "timestamp", told.time(),
                        "status", told.state(),
                        "channel", "sms",
                        "error",
                                Map.of(
                                        "type",
                                        "https://developer.vonage.com/api-errors/messages",
                                        "title",
                                        told.code()),
                        "client_ref", told.reference()));
    }

    private static VerifiedWebhook telnyx(ToldReceipt told) {
        Map<String, Object> payload = Map.of(
                "id",
                told.id(),
                "direction",
                "outbound",
                "from",
                Map.of("phone_number", told.from(), "line_type", "Wireless"),
                "to",
                List.of(Map.of("phone_number", told.to(), "status", told.state())),
                "errors",
                told.code().isEmpty() ? List.of() : List.of(Map.of("code", told.code(), "title", "As documented")),
                "completed_at",
                told.time(),
                "text",
                "Reply STOP to opt out",
                "tags",
                told.reference().isEmpty() ? List.of() : List.of(told.reference()),
                "webhook_url",
                "https://ringlock.example.com/v1/delivery/telnyx");
        return json(
                "telnyx",
                Map.of(
                        "data",
                        Map.of(
                                "event_type",
                                "message.finalized",
                                "id",
                                "e-" + told.id(),
                                "occurred_at",
                                told.time(),
                                "record_type",
                                "event",
                                "payload",
                                payload)));
    }

    private static VerifiedWebhook sinch(ToldReceipt told) {
        return json(
                "sinch",
                Map.of(
                        "type", "recipient_delivery_report_sms",
                        "batch_id", told.id(),
                        "recipient", told.bareTo(),
                        "code", Integer.parseInt(told.code()),
                        "status", told.state(),
                        "at", told.time(),
                        "operator_status_at", "2046-11-23T10:00:00.000Z",
                        "client_reference", told.reference()));
    }

    private static VerifiedWebhook infobip(ToldReceipt told) {
        return json(
                "infobip",
                Map.of(
                        "results",
                        List.of(Map.of(
                                "messageId", told.id(),
                                "to", told.bareTo(),
                                "from", told.bareFrom(),
                                "doneAt", told.time().replace("Z", ".000+0000"),
                                "status", Map.of("groupName", told.state(), "name", told.state() + "_X"),
                                "error",
                                        told.code().isEmpty()
                                                ? Map.of("groupName", "OK", "name", "NO_ERROR", "permanent", false)
                                                : Map.of(
                                                        "groupName",
                                                        "HANDSET_ERRORS",
                                                        "name",
                                                        "EC_X",
                                                        "permanent",
                                                        told.code().equals("true")),
                                "callbackData", told.reference()))));
    }

    private static VerifiedWebhook messageBird(ToldReceipt told) {
        return VerifiedWebhooks.form(
                "messagebird",
                form(Map.of(
                        "id", told.id(),
                        "recipient", told.bareTo(),
                        "originator", told.bareFrom(),
                        "status", told.state(),
                        "statusErrorCode", told.code(),
                        "statusDatetime", told.time().replace("Z", "+00:00"),
                        "reference", told.reference())));
    }

    private static VerifiedWebhook generic(ToldReceipt told) {
        return json(
                "generic",
                Map.of(
                        "type",
                        "sms.delivery",
                        "timestamp",
                        told.time(),
                        "data",
                        Map.of(
                                "id", told.id(),
                                "to", told.to(),
                                "from", told.from(),
                                "outcome", told.state(),
                                "reference", told.reference())));
    }

    private static VerifiedWebhook json(String provider, Map<String, Object> body) {
        return VerifiedWebhooks.json(provider, Json.write(body));
    }

    private static String form(Map<String, String> fields) {
        return new TreeMap<>(fields)
                .entrySet().stream()
                        .filter(field -> !field.getValue().isEmpty())
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }
}
