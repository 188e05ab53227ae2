package dev.ringlock.standalone.inbox;

import java.util.Map;
import java.util.TreeMap;

/** Providers that post forms. */
final class FormProviders {

    private FormProviders() {}

    static Provider twilio(String authToken) {
        return (url, sms) -> {
            Map<String, String> fields = new TreeMap<>(Map.of(
                    "MessageSid", sms.id(),
                    "SmsMessageSid", sms.id(),
                    "SmsSid", sms.id(),
                    "AccountSid", "AC00000000000000000000000000000000",
                    "From", sms.from(),
                    "To", sms.to(),
                    "Body", sms.text(),
                    "NumMedia", "0",
                    "NumSegments", "1",
                    "SmsStatus", "received"));
            String signature = Sign.hmac("HmacSHA1", authToken, url + Sign.joined(fields));
            return Sent.form(Sign.form(fields), Map.of("x-twilio-signature", signature));
        };
    }

    /** The inbox makes ids as Twilio writes them. */
    private static String uuid(String id) {
        return id.replaceFirst("^SM(.{8})(.{4})(.{4})(.{4})(.{12})$", "$1-$2-$3-$4-$5");
    }

    static Provider plivo(String authToken) {
        return (url, sms) -> {
            Map<String, String> fields = new TreeMap<>(Map.of(
                    "MessageUUID", uuid(sms.id()),
                    "From", Provider.bare(sms.from()),
                    "To", Provider.bare(sms.to()),
                    "Text", sms.text(),
                    "Type", "sms"));
            String nonce = Sign.sha256(sms.id()).substring(0, 20);
            String signature = Sign.hmac("HmacSHA256", authToken, url + "?" + Sign.joined(fields) + "." + nonce);
            return Sent.form(
                    Sign.form(fields), Map.of("x-plivo-signature-v3", signature, "x-plivo-signature-v3-nonce", nonce));
        };
    }
}
