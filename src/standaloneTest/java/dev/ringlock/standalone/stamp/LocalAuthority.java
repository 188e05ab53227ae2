package dev.ringlock.standalone.stamp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Executors;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** A time-stamping authority on this machine, with a real HTTP server and a key of its own. It can be made to answer wrongly. */
public final class LocalAuthority implements AutoCloseable {

    /** How it answers. */
    enum Mood {
        HONEST,
        /** Right, but with lengths left open. */
        LOOSE,
        OTHER_NONCE,
        OTHER_DIGEST,
        OTHER_POLICY,
        REFUSES,
        NO_CERTIFICATE,
        CHANGED,
        RUBBISH,
        EMPTY,
        NESTED,
        HUGE,
        BROKEN,
        SLOW
    }

    static final String POLICY = "1.2.3.4";
    private static final long SLOWLY = 3_000;
    private static final int NESTED_BYTES = 60_000;

    /** A signature names the time of this machine's clock too, and tests live in years to come. */
    private static final Instant CERTIFIED = Instant.parse("2020-01-01T00:00:00Z");

    private final HttpServer server;
    private final String algorithm;
    private final KeyPair pair;
    private final X509Certificate certificate;
    private final Instant now;

    volatile Mood mood = Mood.HONEST;

    /** @param kind RSA, or the name of a curve */
    public LocalAuthority(String kind, Instant now) throws IOException {
        this(kind, now, now.plusSeconds(86_400));
    }

    LocalAuthority(String kind, Instant now, Instant expires) throws IOException {
        this.now = now;
        this.algorithm = kind.equals("RSA") ? "SHA512withRSA" : "SHA256withECDSA";
        try {
            this.pair = pair(kind);
            this.certificate = certificate(expires);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException(e);
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tsa");
    }

    private static KeyPair pair(String kind) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.equals("RSA") ? "RSA" : "EC");
        if (kind.equals("RSA")) {
            generator.initialize(2048);
        } else {
            generator.initialize(new ECGenParameterSpec(kind));
        }
        return generator.generateKeyPair();
    }

    private X509Certificate certificate(Instant expires)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        X500Name name = new X500Name("CN=Harbour Time,O=A clock for tests");
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name, BigInteger.TEN, Date.from(CERTIFIED), Date.from(expires), name, pair.getPublic())
                        .addExtension(
                                Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping))
                        .build(new JcaContentSignerBuilder(algorithm).build(pair.getPrivate())));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            TimeStampRequest request =
                    new TimeStampRequest(exchange.getRequestBody().readAllBytes());
            boolean asked = "application/timestamp-query"
                    .equals(exchange.getRequestHeaders().getFirst("Content-Type"));
            byte[] answer = asked ? answer(request) : new byte[0];
            exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
            // the JDK's server now and then resets a connection that only its client wants closed
            exchange.getResponseHeaders().add("Connection", "close");
            exchange.sendResponseHeaders(mood == Mood.BROKEN ? 503 : 200, answer.length == 0 ? -1 : answer.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(answer);
            }
        } catch (TSPException | GeneralSecurityException | OperatorCreationException e) {
            throw new IOException(e);
        }
    }

    private byte[] answer(TimeStampRequest request)
            throws IOException, TSPException, GeneralSecurityException, OperatorCreationException {
        switch (mood) {
            case RUBBISH:
                return "<html>Welcome to the hotel's network".getBytes(StandardCharsets.UTF_8);
            case EMPTY:
                return new byte[0];
            case NESTED:
                return nested();
            case HUGE:
                return new byte[1 << 20];
            case SLOW:
                sleep();
                break;
            default:
                break;
        }
        TimeStampResponseGenerator responses = new TimeStampResponseGenerator(tokens(), TSPAlgorithms.ALLOWED);
        if (mood == Mood.REFUSES) {
            return responses
                    .generateFailResponse(2, org.bouncycastle.asn1.cmp.PKIFailureInfo.timeNotAvailable, "no time")
                    .getEncoded(ASN1Encoding.DL);
        }
        TimeStampResponse response = responses.generate(other(request), BigInteger.TWO, Date.from(now));
        byte[] answer = mood == Mood.LOOSE ? response.getEncoded() : response.getEncoded(ASN1Encoding.DL);
        if (mood == Mood.CHANGED) {
            answer[answer.length - 1] ^= 1;
        }
        return answer;
    }

    /** Lists in lists, deeper than a thread's stack. */
    static byte[] nested() {
        byte[] lists = new byte[NESTED_BYTES];
        for (int i = 0; i < lists.length; i += 2) {
            lists[i] = 0x30;
            lists[i + 1] = (byte) 0x80;
        }
        return lists;
    }

    private TimeStampTokenGenerator tokens() throws TSPException, GeneralSecurityException, OperatorCreationException {
        TimeStampTokenGenerator tokens = new TimeStampTokenGenerator(
                new JcaSimpleSignerInfoGeneratorBuilder().build(algorithm, pair.getPrivate(), certificate),
                new JcaDigestCalculatorProviderBuilder()
                        .build()
                        .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                new ASN1ObjectIdentifier(mood == Mood.OTHER_POLICY ? "1.2.3.5" : POLICY));
        tokens.addCertificates(new JcaCertStore(List.of(certificate)));
        return tokens;
    }

    /** What it answers to, instead of what it was asked. */
    private TimeStampRequest other(TimeStampRequest request) {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(mood != Mood.NO_CERTIFICATE);
        byte[] digest = request.getMessageImprintDigest();
        if (mood == Mood.OTHER_DIGEST) {
            digest[0] ^= 1;
        }
        BigInteger nonce = mood == Mood.OTHER_NONCE ? BigInteger.ONE : request.getNonce();
        return generator.generate(TSPAlgorithms.SHA256, digest, nonce);
    }

    private static void sleep() {
        try {
            Thread.sleep(SLOWLY);
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
