package dev.ringlock.provider.aws;

import dev.ringlock.message.ProviderStandIn;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature that AWS would expect of a request as it arrived: "Signature Version 4", made by the text of its specification. */
public final class Signature {

    private Signature() {}

    static String of(ProviderStandIn.ProviderRequest asked, String secret, String region, String service) {
        return of(asked, "", secret, region, service);
    }

    /** @param query of the request, its parameters in order and each in its one way to be written */
    public static String of(
            ProviderStandIn.ProviderRequest asked, String query, String secret, String region, String service) {
        String time = asked.headers().get("x-amz-date");
        String day = time.substring(0, 8);
        String signed = asked.headers().get("authorization").replaceAll(".*SignedHeaders=([^,]*),.*", "$1");
        String headers = Arrays.stream(signed.split(";"))
                .map(name -> name + ":" + asked.headers().get(name) + "\n")
                .collect(Collectors.joining());
        String request = String.join("\n", asked.method(), asked.path(), query, headers, signed, sha256(asked.body()));
        String scope = String.join("/", day, region, service, "aws4_request");
        String toSign = String.join("\n", "AWS4-HMAC-SHA256", time, scope, sha256(bytes(request)));
        byte[] key = bytes("AWS4" + secret);
        for (String part : scope.split("/")) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, toSign));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
