package dev.ringlock.standalone.stamp;

import dev.ringlock.evidence.StampReader;
import dev.ringlock.ledger.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * Reads time stamps. It takes those alone that {@code verify.html} can check too: RSA (PKCS #1 v1.5) or ECDSA on P-256 or P-384,
 * with SHA-256, SHA-384 or SHA-512. Else a pack with one would turn red later.
 */
public final class SignedStamps implements StampReader {

    private static final Set<ASN1ObjectIdentifier> DIGESTS =
            Set.of(NISTObjectIdentifiers.id_sha256, NISTObjectIdentifiers.id_sha384, NISTObjectIdentifiers.id_sha512);

    /** The hash that each way of signing names. One by RSA may name none. */
    private static final Map<ASN1ObjectIdentifier, ASN1ObjectIdentifier> SIGNATURES = Map.of(
            PKCSObjectIdentifiers.sha256WithRSAEncryption, NISTObjectIdentifiers.id_sha256,
            PKCSObjectIdentifiers.sha384WithRSAEncryption, NISTObjectIdentifiers.id_sha384,
            PKCSObjectIdentifiers.sha512WithRSAEncryption, NISTObjectIdentifiers.id_sha512,
            X9ObjectIdentifiers.ecdsa_with_SHA256, NISTObjectIdentifiers.id_sha256,
            X9ObjectIdentifiers.ecdsa_with_SHA384, NISTObjectIdentifiers.id_sha384,
            X9ObjectIdentifiers.ecdsa_with_SHA512, NISTObjectIdentifiers.id_sha512);

    private static final Set<ASN1ObjectIdentifier> CURVES =
            Set.of(SECObjectIdentifiers.secp256r1, SECObjectIdentifiers.secp384r1);

    private static final Pattern TIME = Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\.\\d+)?Z");

    /** Their place in the part of a signer. */
    private static final int SIGNED_ATTRIBUTES = 3;

    @Override
    public ReadStamp read(byte[] response) throws NoStampException {
        try {
            TimeStampToken token = token(response);
            refuseOtherWrapping(response);
            return read(token);
        } catch (TSPException
                | IOException
                | CMSException
                | OperatorCreationException
                | CertificateException
                | RuntimeException
                | StackOverflowError e) {
            // bytes of others may break the reader anywhere, and be nested too deeply for it
            throw new NoStampException("it is not right");
        }
    }

    /** Bytes behind the answer, and lengths that are not said, are refused: another reader might see something else. */
    private static TimeStampToken token(byte[] response) throws TSPException, IOException, NoStampException {
        byte[] definite = ASN1Primitive.fromByteArray(response).getEncoded(ASN1Encoding.DL);
        if (!Arrays.equals(definite, response)) {
            throw new NoStampException("it is not in DER");
        }
        TimeStampResponse read = new TimeStampResponse(response);
        boolean granted = read.getStatus() == PKIStatus.GRANTED || read.getStatus() == PKIStatus.GRANTED_WITH_MODS;
        if (!granted || read.getTimeStampToken() == null) {
            throw new NoStampException("it was refused");
        }
        return read.getTimeStampToken();
    }

    /** Bouncy Castle does not look at these two marks, and verify.html does. */
    private static void refuseOtherWrapping(byte[] response) throws NoStampException {
        ASN1Sequence token =
                ASN1Sequence.getInstance(ASN1Sequence.getInstance(response).getObjectAt(1));
        ASN1Sequence signed = ASN1Sequence.getInstance(ASN1TaggedObject.getInstance(token.getObjectAt(1)), true);
        ASN1Set signers = ASN1Set.getInstance(signed.getObjectAt(signed.size() - 1));
        ASN1Sequence signer = ASN1Sequence.getInstance(signers.getObjectAt(0));
        boolean isSigned = ASN1TaggedObject.getInstance(signer.getObjectAt(SIGNED_ATTRIBUTES))
                .hasContextTag(0);
        if (!isSigned || !token.getObjectAt(0).equals(CMSObjectIdentifiers.signedData)) {
            throw new NoStampException("it has no signed attributes");
        }
    }

    @SuppressWarnings("unchecked") // the id of a signer selects certificates, and has no type
    private static ReadStamp read(TimeStampToken token)
            throws TSPException, IOException, CMSException, OperatorCreationException, NoStampException,
                    CertificateException {
        Collection<X509CertificateHolder> matches = token.getCertificates().getMatches(token.getSID());
        if (matches.size() != 1) {
            throw new NoStampException("it has not one certificate of its signer");
        }
        X509CertificateHolder certificate = matches.iterator().next();
        refuseOtherWays(token, certificate);
        token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(certificate));
        if (!token.getTimeStampInfo().getMessageImprintAlgOID().equals(NISTObjectIdentifiers.id_sha256)) {
            throw new NoStampException("it is of another kind of hash");
        }
        Matcher time = TIME.matcher(
                token.getTimeStampInfo().toASN1Structure().getGenTime().getTimeString());
        if (!time.matches()) {
            throw new NoStampException("its time cannot be read");
        }
        String fraction = time.group(7) == null ? "" : time.group(7);
        return new ReadStamp(
                HexFormat.of().formatHex(token.getTimeStampInfo().getMessageImprintDigest()),
                time.replaceFirst("$1-$2-$3T$4:$5:$6") + fraction + "Z",
                name(certificate),
                Sha256.hex(certificate.getEncoded()));
    }

    private static void refuseOtherWays(TimeStampToken token, X509CertificateHolder certificate)
            throws NoStampException, IOException {
        SignerInformation signer =
                token.toCMSSignedData().getSignerInfos().getSigners().iterator().next();
        SubjectPublicKeyInfo key = certificate.getSubjectPublicKeyInfo();
        ASN1ObjectIdentifier kind = key.getAlgorithm().getAlgorithm();
        boolean known = kind.equals(PKCSObjectIdentifiers.rsaEncryption)
                || kind.equals(X9ObjectIdentifiers.id_ecPublicKey)
                        && CURVES.contains(ASN1ObjectIdentifier.getInstance(
                                key.getAlgorithm().getParameters()));
        ASN1ObjectIdentifier digest = new ASN1ObjectIdentifier(signer.getDigestAlgOID());
        ASN1ObjectIdentifier signature = new ASN1ObjectIdentifier(signer.getEncryptionAlgOID());
        boolean namesItsHash =
                signature.equals(PKCSObjectIdentifiers.rsaEncryption) || digest.equals(SIGNATURES.get(signature));
        if (!known
                || signer.getSID().getSerialNumber() == null
                || !DIGESTS.contains(digest)
                || !namesItsHash
                || !Arrays.equals(bytes(signer.getSID().getIssuer()), bytes(certificate.getIssuer()))
                || !hasKnownAttributes(signer)
                || !hasKnownTimes(certificate)) {
            throw new NoStampException("it is signed in a way that verify.html does not know");
        }
    }

    /** Bouncy Castle compares names more loosely. */
    private static byte[] bytes(X500Name name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (RDN part : name.getRDNs()) {
            bytes.write(part.getEncoded(ASN1Encoding.DL));
        }
        return bytes.toByteArray();
    }

    private static boolean hasKnownAttributes(SignerInformation signer) throws IOException {
        for (Attribute attribute :
                signer.getSignedAttributes().toASN1Structure().getAttributes()) {
            if (attribute.getAttrValues().size() != 1) {
                return false;
            }
            ASN1Encodable value = attribute.getAttrValues().getObjectAt(0);
            boolean known = true;
            if (attribute.getAttrType().equals(PKCSObjectIdentifiers.id_aa_signingCertificateV2)) {
                known = DIGESTS.contains(SigningCertificateV2.getInstance(value)
                        .getCerts()[0]
                        .getHashAlgorithm()
                        .getAlgorithm());
            } else if (attribute.getAttrType().equals(PKCSObjectIdentifiers.pkcs_9_at_signingTime)) {
                known = isKnownTime(value);
            }
            if (!known) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasKnownTimes(X509CertificateHolder certificate) throws IOException {
        var signed = certificate.toASN1Structure();
        return isKnownTime(signed.getStartDate()) && isKnownTime(signed.getEndDate());
    }

    /** With seconds, in UTC. */
    private static boolean isKnownTime(ASN1Encodable time) throws IOException {
        byte[] encoded = time.toASN1Primitive().getEncoded();
        String letters = new String(encoded, 2, encoded.length - 2, StandardCharsets.US_ASCII);
        return encoded[0] == BERTags.UTC_TIME
                ? TIME.matcher("20" + letters).matches()
                : TIME.matcher(letters).matches();
    }

    private static String name(X509CertificateHolder certificate) {
        RDN[] names = certificate.getSubject().getRDNs(BCStyle.CN);
        if (names.length == 0) {
            return "somebody without a name";
        }
        var value = names[0].getFirst().getValue();
        boolean text = value instanceof ASN1UTF8String
                || value instanceof ASN1PrintableString
                || value instanceof ASN1IA5String;
        return text ? ((ASN1String) value).getString() : "somebody without a name";
    }
}
