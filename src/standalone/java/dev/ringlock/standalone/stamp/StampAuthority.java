package dev.ringlock.standalone.stamp;

import dev.ringlock.evidence.StampReader.NoStampException;
import dev.ringlock.http.NoAnswerException;
import dev.ringlock.http.OutgoingAnswer;
import dev.ringlock.http.OutgoingRequest;
import dev.ringlock.steps.anchor.CheckedStamp;
import dev.ringlock.steps.anchor.TimeAuthority;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.jspecify.annotations.Nullable;

/** A time-stamping authority that speaks RFC 3161 over HTTP. */
public final class StampAuthority implements TimeAuthority {

    private static final int NONCE_BITS = 64;
    private static final int MOST_BYTES = 64 * 1024;
    private static final int OK = 200;

    private final URI address;
    private final @Nullable ASN1ObjectIdentifier policy;
    private final Duration deadline;
    private final SecureRandom random = new SecureRandom();
    private final SignedStamps stamps = new SignedStamps();

    /**
     * @param policy of the authority, under which it shall stamp, as numbers with dots; null for its own choice
     * @param deadline for one answer
     */
    public StampAuthority(URI address, @Nullable String policy, Duration deadline) {
        this.address = address;
        this.policy = policy == null ? null : new ASN1ObjectIdentifier(policy);
        this.deadline = deadline;
    }

    @Override
    public CheckedStamp stamp(String digest) throws NoStampException {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        if (policy != null) {
            generator.setReqPolicy(policy);
        }
        TimeStampRequest request = generator.generate(
                TSPAlgorithms.SHA256, HexFormat.of().parseHex(digest), new BigInteger(NONCE_BITS, random));
        byte[] answer = answer(request);
        try {
            // some authorities leave lengths open, which RFC 3161 does not allow; what is signed stays as it is
            byte[] closed = ASN1Primitive.fromByteArray(answer).getEncoded(ASN1Encoding.DL);
            new TimeStampResponse(closed).validate(request);
            return new CheckedStamp(closed, stamps.read(closed));
        } catch (TSPException | IOException | RuntimeException | StackOverflowError e) {
            throw new NoStampException("it is no answer to what was asked");
        }
    }

    private byte[] answer(TimeStampRequest request) throws NoStampException {
        try {
            Map<String, String> headers =
                    Map.of("Content-Type", "application/timestamp-query", "Accept", "application/timestamp-reply");
            OutgoingAnswer answer =
                    new OutgoingRequest(address, headers, deadline, MOST_BYTES).post(request.getEncoded());
            if (answer.status() != OK) {
                throw new NoStampException("it answered with status " + answer.status());
            }
            return answer.body();
        } catch (NoAnswerException e) {
            throw new NoStampException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new NoStampException("it is no answer to what was asked");
        }
    }
}
