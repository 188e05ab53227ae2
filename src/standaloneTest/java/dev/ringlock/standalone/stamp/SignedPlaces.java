package dev.ringlock.standalone.stamp;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/** The places of bytes in a time stamp that its signature covers, and of the signature itself. */
public final class SignedPlaces {

    private SignedPlaces() {}

    /** The time and the digest, the signed attributes, the certificate, and the signature. */
    public static Set<Integer> of(byte[] stamp) throws IOException {
        try {
            TimeStampToken token = new TimeStampResponse(stamp).getTimeStampToken();
            SignerInformation signer = token.toCMSSignedData()
                    .getSignerInfos()
                    .getSigners()
                    .iterator()
                    .next();
            X509CertificateHolder certificate = (X509CertificateHolder)
                    token.getCertificates().getMatches(null).iterator().next();
            Set<Integer> places = new TreeSet<>();
            add(places, stamp, token.getTimeStampInfo().getEncoded());
            byte[] attributes = signer.getEncodedSignedAttributes();
            // in a time stamp they have another first byte
            add(places, stamp, Arrays.copyOfRange(attributes, 1, attributes.length));
            add(places, stamp, certificate.getEncoded());
            add(places, stamp, signer.getSignature());
            return Collections.unmodifiableSet(places);
        } catch (TSPException e) {
            throw new IOException(e);
        }
    }

    private static void add(Set<Integer> places, byte[] stamp, byte[] part) {
        HexFormat hex = HexFormat.of();
        int at = hex.formatHex(stamp).indexOf(hex.formatHex(part)) / 2;
        if (!Arrays.equals(stamp, at, at + part.length, part, 0, part.length)) {
            throw new IllegalStateException("the time stamp has no such part");
        }
        for (int i = at; i < at + part.length; i++) {
            places.add(i);
        }
    }
}
