package dev.ringlock.standalone.inbox;

import dev.ringlock.ledger.Sha256;
import java.util.Map;
import java.util.TreeMap;

/** Providers that post forms. */
final class FormProviders {

    private FormProviders() {}

    static PlayedProvider twilio(String authToken) {
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
            String signature = Signatures.hmac("HmacSHA1", authToken, url + Signatures.joined(fields));
            return SignedWebhook.form(Signatures.form(fields), Map.of("x-twilio-signature", signature));
        };
    }

    /** The inbox makes ids in Twilio's format. */
    private static String uuid(String id) {
        return id.replaceFirst("^SM(.{8})(.{4})(.{4})(.{4})(.{12})$", "$1-$2-$3-$4-$5");
    }

    static PlayedProvider plivo(String authToken) {
        return (url, sms) -> {
            Map<String, String> fields = new TreeMap<>(Map.of(
                    "MessageUUID", uuid(sms.id()),
                    "From", PlayedProvider.bare(sms.from()),
                    "To", PlayedProvider.bare(sms.to()),
                    "Text", sms.text(),
                    "Type", "sms"));
            String nonce = Sha256.hex(sms.id()).substring(0, 20);
            String signature =
                    Signatures.hmac("HmacSHA256", authToken, url + "?" + Signatures.joined(fields) + "." + nonce);
            return SignedWebhook.form(
                    Signatures.form(fields),
                    Map.of("x-plivo-signature-v3", signature, "x-plivo-signature-v3-nonce", nonce));
        };
    }
}
