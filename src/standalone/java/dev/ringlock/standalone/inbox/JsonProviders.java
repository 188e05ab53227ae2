package dev.ringlock.standalone.inbox;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.ringlock.http.Json;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.provider.Hmac;
import dev.ringlock.provider.Jwt.JwtSecret;
import dev.ringlock.provider.Secret;
import java.security.PrivateKey;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** Providers that post JSON. */
final class JsonProviders {

    private JsonProviders() {}

    static PlayedProvider standardWebhooks(byte[] secret) {
        return (url, sms) -> {
            String body = Json.write(Map.of(
                    "type",
                    "sms.received",
                    "timestamp",
                    sms.at().toString(),
                    "data",
                    Map.of("from", sms.from(), "to", sms.to(), "text", sms.text())));
            String time = seconds(sms);
            String signature = "v1," + Signatures.hmac("HmacSHA256", secret, sms.id() + "." + time + "." + body);
            return SignedWebhook.json(
                    body, Map.of("webhook-id", sms.id(), "webhook-timestamp", time, "webhook-signature", signature));
        };
    }

    private static String token(String secret, JWTClaimsSet.Builder claims) {
        return new JwtSecret(Hmac.SHA256, Secret.of(secret)).token(claims.build());
    }

    static PlayedProvider vonage(String signatureSecret) {
        return (url, sms) -> {
            String body = Json.write(Map.of(
                    "message_uuid", sms.id(),
                    "from", PlayedProvider.bare(sms.from()),
                    "to", PlayedProvider.bare(sms.to()),
                    "timestamp", sms.at().toString(),
                    "channel", "sms",
                    "message_type", "text",
                    "text", sms.text()));
            String token = token(
                    signatureSecret,
                    new JWTClaimsSet.Builder()
                            .issuer("Vonage")
                            .jwtID(sms.id())
                            .issueTime(Date.from(sms.at()))
                            .claim("payload_hash", Sha256.hex(body)));
            return SignedWebhook.json(body, Map.of("authorization", "Bearer " + token));
        };
    }

    static PlayedProvider messageBird(String signingKey) {
        return (url, sms) -> {
            String body = Json.write(Map.of(
                    "id", sms.id(),
                    "originator", PlayedProvider.bare(sms.from()),
                    "recipient", PlayedProvider.bare(sms.to()),
                    "payload", sms.text(),
                    "createdDatetime", sms.at().toString()));
            String token = token(
                    signingKey,
                    new JWTClaimsSet.Builder()
                            .issuer("MessageBird")
                            .jwtID(sms.id())
                            .notBeforeTime(Date.from(sms.at()))
                            .expirationTime(Date.from(sms.at().plusSeconds(60)))
                            .claim("url_hash", Sha256.hex(url))
                            .claim("payload_hash", Sha256.hex(body)));
            return SignedWebhook.json(body, Map.of("messagebird-signature-jwt", token));
        };
    }

    static PlayedProvider telnyx(PrivateKey key) {
        return (url, sms) -> {
            Map<String, Object> payload = Map.of(
                    "id", sms.id(),
                    "direction", "inbound",
                    "type", "SMS",
                    "from", Map.of("phone_number", sms.from()),
                    "to", List.of(Map.of("phone_number", sms.to())),
                    "text", sms.text());
            String body = Json.write(Map.of(
                    "data",
                    Map.of(
                            "event_type",
                            "message.received",
                            "id",
                            sms.id(),
                            "occurred_at",
                            sms.at().toString(),
                            "record_type",
                            "event",
                            "payload",
                            payload)));
            String time = seconds(sms);
            String signature = Signatures.with("Ed25519", key, time + "|" + body);
            return SignedWebhook.json(body, Map.of("telnyx-timestamp", time, "telnyx-signature-ed25519", signature));
        };
    }

    static PlayedProvider sinch(String secret) {
        return (url, sms) -> {
            String body = Json.write(Map.of(
                    "type", "mo_text",
                    "id", sms.id(),
                    "from", PlayedProvider.bare(sms.from()),
                    "to", PlayedProvider.bare(sms.to()),
                    "body", sms.text(),
                    "received_at", sms.at().toString()));
            String nonce = Sha256.hex(sms.id()).substring(0, 26);
            String time = seconds(sms);
            return SignedWebhook.json(
                    body,
                    Map.of(
                            "x-sinch-webhook-signature",
                            Signatures.hmac("HmacSHA256", secret, body + "." + nonce + "." + time),
                            "x-sinch-webhook-signature-algorithm",
                            "HmacSHA256",
                            "x-sinch-webhook-signature-nonce",
                            nonce,
                            "x-sinch-webhook-signature-timestamp",
                            time));
        };
    }

    static PlayedProvider infobip(String header, String value) {
        return (url, sms) -> SignedWebhook.json(
                Json.write(Map.of(
                        "results",
                        List.of(Map.of(
                                "messageId", sms.id(),
                                "from", PlayedProvider.bare(sms.from()),
                                "to", PlayedProvider.bare(sms.to()),
                                "text", sms.text(),
                                "cleanText", sms.text(),
                                "receivedAt", sms.at().toString(),
                                "smsCount", 1)))),
                Map.of(header, value));
    }

    private static String seconds(Sms sms) {
        return String.valueOf(sms.at().getEpochSecond());
    }
}
