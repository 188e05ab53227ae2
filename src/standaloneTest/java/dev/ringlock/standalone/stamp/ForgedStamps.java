package dev.ringlock.standalone.stamp;

import dev.ringlock.ledger.Sha256;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.TimeStampResp;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.tsp.TimeStampResponse;

/** Time stamps of a digest, each with one thing wrong that Bouncy Castle itself would not write. */
public final class ForgedStamps {

    private static final String SIGNATURE = "SHA256withECDSA";
    private static final X500Name NAME = new X500Name("CN=Harbour Time");
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private static final int P256_BYTES = 32;

    /** The place, in a signature by ECDSA, of the length of its first number. */
    private static final int LENGTH_OF_THE_FIRST = 3;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String digest;
    private final Instant now;
    private final KeyPair pair;
    private final Map<String, byte[]> forged = new TreeMap<>();

    private ForgedStamps(String digest, Instant now) throws GeneralSecurityException {
        this.digest = digest;
        this.now = now;
        this.pair = pair();
    }

    /** By what is wrong with them. */
    public static Map<String, byte[]> of(String digest, Instant now) throws Exception {
        ForgedStamps stamps = new ForgedStamps(digest, now);
        stamps.certificates();
        stamps.signatures();
        stamps.otherWays();
        stamps.forged.put("lists in lists", LocalAuthority.nested());
        stamps.forged.put("nothing", new byte[0]);
        return stamps.forged;
    }

    /** The same way of making them, with nothing wrong. */
    public static byte[] right(String digest, Instant now) throws Exception {
        ForgedStamps stamps = new ForgedStamps(digest, now);
        X509Certificate certificate = stamps.good();
        return response(stamps.signed(digest, certificate, named(certificate)));
    }

    private void certificates() throws Exception {
        Instant end = now.plusSeconds(60);
        KeyPurposeId time = KeyPurposeId.id_kp_timeStamping;
        KeyPurposeId code = KeyPurposeId.id_kp_codeSigning;
        Map<String, X509Certificate> wrong = Map.of(
                "a certificate for code", certificate(LONG_AGO, end, true, code),
                "a certificate for time and code", certificate(LONG_AGO, end, true, time, code),
                "a certificate for time, which others may overlook", certificate(LONG_AGO, end, false, time),
                "a certificate for anything", certificate(LONG_AGO, end, true),
                "a certificate that was over", certificate(LONG_AGO, now.minusSeconds(60), true, time),
                "a certificate that began later", certificate(now.plusSeconds(30), end, true, time),
                "a certificate that began after the signature", certificate(now.minusSeconds(60), end, true, time));
        for (var each : wrong.entrySet()) {
            forged.put(each.getKey(), response(signed(digest, each.getValue(), named(each.getValue()))));
        }
        X509Certificate other = good();
        forged.put("signed for another certificate", response(signed(digest, good(), named(other))));
        forged.put("signed for no certificate", response(signed(digest, good(), new ASN1EncodableVector())));
    }

    private void signatures() throws Exception {
        X509Certificate certificate = good();
        CMSSignedData signed = signed(digest, certificate, named(certificate));
        forged.put(
                "no signature", response(CMSSignedData.replaceSigners(signed, new SignerInformationStore(List.of()))));
        forged.put("refused", response(signed, PKIStatus.rejection));
        byte[] changed = response(signed);
        changed[changed.length - 1] ^= 1;
        forged.put("a changed signature", changed);
        forged.put("a signature with a longer number", longer(certificate));
        KeyPair stolen = pair();
        forged.put("signed by another key", response(signed(digest, certificate, named(certificate), stolen)));
        String other = "d".repeat(digest.length());
        CMSSignedData ofAnother = signed(other, certificate, named(certificate));
        forged.put("another digest", response(ofAnother));
        byte[] content = (byte[]) ofAnother.getSignedContent().getContent();
        byte[] patched = replaced(content, hex(other), hex(digest));
        forged.put("the digest put in later", replaced(response(ofAnother), content, patched));
        forged.put(
                "the digest put in later, and its hash too",
                replaced(
                        replaced(response(ofAnother), content, patched),
                        hex(Sha256.hex(content)),
                        hex(Sha256.hex(patched))));
    }

    /** A number of 33 bytes begins with a zero, which a reader may drop. Here it begins with a one. */
    private byte[] longer(X509Certificate certificate) throws Exception {
        while (true) {
            CMSSignedData signed = signed(digest, certificate, named(certificate));
            byte[] signature =
                    signed.getSignerInfos().getSigners().iterator().next().getSignature();
            if (signature[LENGTH_OF_THE_FIRST] == P256_BYTES + 1) {
                byte[] changed = response(signed);
                changed[changed.length - signature.length + LENGTH_OF_THE_FIRST + 1] = 1;
                return changed;
            }
        }
    }

    /** The signature is right. The page cannot check it, so no such stamp may be kept. */
    private void otherWays() throws Exception {
        X509Certificate certificate = good();
        ASN1EncodableVector twice = named(certificate);
        twice.add(new Attribute(
                PKCSObjectIdentifiers.pkcs_9_at_unstructuredName,
                new DERSet(new ASN1Encodable[] {new DERUTF8String("one"), new DERUTF8String("two")})));
        forged.put("an attribute with two values", response(signed(digest, certificate, twice)));
        byte[] hash = MessageDigest.getInstance("SHA-224").digest(certificate.getEncoded());
        ESSCertIDv2 id = new ESSCertIDv2(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha224), hash);
        forged.put("another hash of the certificate", response(signed(digest, certificate, named(id))));
        byte[] right = response(signed(digest, certificate, named(certificate)));
        // the signer's name is behind the certificate
        forged.put(
                "the issuer's name in other letters", lastReplaced(right, "0c0c486172626f7572", "130c486172626f7572"));
        byte[] minutes = "2001010000Z".getBytes(StandardCharsets.US_ASCII);
        X509Certificate coarse = certificate(
                new Time(new ASN1UTCTime("2001010000Z")),
                new Time(Date.from(now.plusSeconds(60))),
                true,
                KeyPurposeId.id_kp_timeStamping);
        if (!HexFormat.of()
                .formatHex(coarse.getEncoded())
                .contains(HexFormat.of().formatHex(minutes))) {
            throw new IllegalStateException("the certificate has seconds");
        }
        forged.put("a certificate without seconds", response(signed(digest, coarse, named(coarse))));
    }

    private X509Certificate good() throws Exception {
        return certificate(LONG_AGO, now.plusSeconds(60), true, KeyPurposeId.id_kp_timeStamping);
    }

    private X509Certificate certificate(Instant from, Instant to, boolean critical, KeyPurposeId... uses)
            throws Exception {
        return certificate(new Time(Date.from(from)), new Time(Date.from(to)), critical, uses);
    }

    private X509Certificate certificate(Time from, Time to, boolean critical, KeyPurposeId... uses) throws Exception {
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                NAME,
                new BigInteger(64, RANDOM),
                from,
                to,
                NAME,
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        if (uses.length > 0) {
            builder.addExtension(Extension.extendedKeyUsage, critical, new ExtendedKeyUsage(uses));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(pair.getPrivate())));
    }

    private static ASN1EncodableVector named(X509Certificate certificate) throws GeneralSecurityException {
        return named(new ESSCertIDv2(hex(Sha256.hex(certificate.getEncoded()))));
    }

    private static ASN1EncodableVector named(ESSCertIDv2 id) {
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(new Attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new DERSet(new SigningCertificateV2(new ESSCertIDv2[] {id}))));
        return attributes;
    }

    private CMSSignedData signed(String of, X509Certificate certificate, ASN1EncodableVector attributes)
            throws Exception {
        return signed(of, certificate, attributes, pair);
    }

    private CMSSignedData signed(String of, X509Certificate certificate, ASN1EncodableVector attributes, KeyPair by)
            throws Exception {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(new JcaSimpleSignerInfoGeneratorBuilder()
                .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes)))
                .build(SIGNATURE, by.getPrivate(), certificate));
        generator.addCertificates(new JcaCertStore(List.of(certificate)));
        return generator.generate(new CMSProcessableByteArray(PKCSObjectIdentifiers.id_ct_TSTInfo, info(of)), true);
    }

    /** The signed part of an honest time stamp. */
    private byte[] info(String of) throws Exception {
        try (LocalAuthority authority = new LocalAuthority("secp256r1", now)) {
            byte[] honest = new StampAuthority(authority.address(), null, Duration.ofSeconds(20))
                    .stamp(of)
                    .response();
            return new TimeStampResponse(honest)
                    .getTimeStampToken()
                    .getTimeStampInfo()
                    .getEncoded();
        }
    }

    private static byte[] response(CMSSignedData signed) throws IOException {
        return response(signed, PKIStatus.granted);
    }

    private static byte[] response(CMSSignedData signed, PKIStatus status) throws IOException {
        return new TimeStampResp(new PKIStatusInfo(status), signed.toASN1Structure()).getEncoded(ASN1Encoding.DL);
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static byte[] hex(String hash) {
        return HexFormat.of().parseHex(hash);
    }

    private static byte[] lastReplaced(byte[] bytes, String old, String fresh) {
        String text = HexFormat.of().formatHex(bytes);
        int at = text.lastIndexOf(old);
        return HexFormat.of().parseHex(text.substring(0, at) + fresh + text.substring(at + old.length()));
    }

    private static byte[] replaced(byte[] bytes, byte[] old, byte[] fresh) {
        HexFormat hex = HexFormat.of();
        String text = hex.formatHex(bytes);
        String with = text.replace(hex.formatHex(old), hex.formatHex(fresh));
        if (with.equals(text)) {
            throw new IllegalStateException("there is nothing to replace");
        }
        return hex.parseHex(with);
    }
}
