package dev.ringlock.keys.kms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The KMS calls that Ringlock makes, over HTTP on loopback as KMS answers them, with one key for numbers, one for MACs and one
 * that signs. It stands in where a test has to see what is asked, or to have KMS fail; moto and LocalStack check the rest.
 */
public final class KmsStandIn implements AutoCloseable {

    public static final String NUMBER_KEY = "alias/ringlock-numbers";
    public static final String MAC_KEY = "alias/ringlock-mac";
    public static final String SIGNING_KEY = "ringlock-signing";

    /** What is no answer of KMS's at all: an error without a code. */
    public static final String NO_CODE = "no code";

    /** One request, as it came. */
    public record KmsRequest(String operation, JsonNode body, String traceHeader) {}

    private static final JsonMapper JSON = new JsonMapper();
    private static final int NONCE_BYTES = 12;
    private static final int MOST_SECONDS_TO_MEET = 60;

    private final HttpServer server;
    private final SecretKeySpec numberKey = new SecretKeySpec(random(32), "AES");
    private volatile SecretKeySpec macKey = new SecretKeySpec(random(32), "HmacSHA256");
    private final KeyPair signingKey = newSigningKey();
    private final List<KmsRequest> asked = new CopyOnWriteArrayList<>();
    private volatile String failure = "";
    private volatile CyclicBarrier meeting = new CyclicBarrier(1);

    private KmsStandIn(HttpServer server) {
        this.server = server;
    }

    public static KmsStandIn start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            KmsStandIn kms = new KmsStandIn(server);
            server.createContext("/", kms::serve);
            server.setExecutor(Executors.newCachedThreadPool());
            server.start();
            return kms;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What was asked since the start, in the order of arrival. */
    public List<KmsRequest> asked() {
        return List.copyOf(asked);
    }

    /** The MAC key has this secret, which its owner brought along. */
    public void importMacSecret(byte[] secret) {
        macKey = new SecretKeySpec(secret, "HmacSHA256");
    }

    /** From now on every call is answered with this error; with none if it is empty. */
    public void failWith(String code) {
        failure = code;
    }

    /** From now on nobody is answered before that many have asked: who asks one after the other gets no answer. */
    public void answerTogether(int calls) {
        meeting = new CyclicBarrier(calls);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String operation =
                    exchange.getRequestHeaders().getFirst("X-Amz-Target").replace("TrentService.", "");
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            asked.add(
                    new KmsRequest(operation, body, exchange.getRequestHeaders().getFirst("X-Amzn-Trace-Id")));
            ObjectNode answer = JSON.createObjectNode();
            String code = answer(operation, body, answer);
            if (!code.isEmpty()) {
                answer.removeAll();
                answer.put(code.equals(NO_CODE) ? "unrelated" : "__type", code);
            }
            byte[] bytes = JSON.writeValueAsBytes(answer);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(code.isEmpty() ? 200 : 400, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Fills in the answer, or tells the code of the error instead of one. */
    private String answer(String operation, JsonNode body, ObjectNode answer) {
        try {
            meeting.await(MOST_SECONDS_TO_MEET, TimeUnit.SECONDS);
            if (!failure.isEmpty()) {
                return failure;
            }
            String key =
                    switch (operation) {
                        case "GenerateMac" -> MAC_KEY;
                        case "Sign", "GetPublicKey" -> SIGNING_KEY;
                        default -> NUMBER_KEY;
                    };
            if (!body.path("KeyId").asText().equals(key)) {
                return "NotFoundException";
            }
            switch (operation) {
                case "GetPublicKey" ->
                    answer.put("PublicKey", signingKey.getPublic().getEncoded());
                case "Sign" -> answer.put("Signature", sign(body));
                case "GenerateMac" -> answer.put("Mac", mac(bytes(body, "Message")));
                case "GenerateDataKey" -> generate(context(body), answer);
                case "Decrypt" -> answer.put("Plaintext", open(context(body), bytes(body, "CiphertextBlob")));
                default -> {
                    return "UnsupportedOperationException";
                }
            }
            return "";
        } catch (GeneralSecurityException e) {
            return "InvalidCiphertextException";
        } catch (Exception e) {
            return "KMSInternalException";
        }
    }

    private byte[] sign(JsonNode body) throws GeneralSecurityException {
        if (!body.path("MessageType").asText().equals("DIGEST")
                || !body.path("SigningAlgorithm").asText().equals("ECDSA_SHA_256")) {
            throw new IllegalArgumentException("not as Ringlock asks");
        }
        Signature signature = Signature.getInstance("NONEwithECDSA");
        signature.initSign(signingKey.getPrivate());
        signature.update(bytes(body, "Message"));
        return signature.sign();
    }

    private static KeyPair newSigningKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] mac(byte[] message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(macKey);
        return mac.doFinal(message);
    }

    private void generate(byte[] context, ObjectNode answer) throws GeneralSecurityException {
        byte[] key = random(32);
        byte[] nonce = random(NONCE_BYTES);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(key);
        answer.put("Plaintext", key);
        answer.put(
                "CiphertextBlob",
                ByteBuffer.allocate(nonce.length + sealed.length)
                        .put(nonce)
                        .put(sealed)
                        .array());
    }

    private byte[] open(byte[] context, byte[] blob) throws GeneralSecurityException {
        if (blob.length < NONCE_BYTES) {
            throw new GeneralSecurityException("too short");
        }
        return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(blob, NONCE_BYTES), context)
                .doFinal(blob, NONCE_BYTES, blob.length - NONCE_BYTES);
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, numberKey, new GCMParameterSpec(128, nonce));
        cipher.updateAAD(context);
        return cipher;
    }

    private static byte[] context(JsonNode body) {
        TreeMap<String, String> context = new TreeMap<>();
        body.path("EncryptionContext")
                .properties()
                .forEach(pair -> context.put(pair.getKey(), pair.getValue().asText()));
        return context.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(JsonNode body, String name) {
        return Base64.getDecoder().decode(body.path(name).asText());
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
