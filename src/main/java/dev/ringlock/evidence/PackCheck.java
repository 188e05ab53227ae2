package dev.ringlock.evidence;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import dev.ringlock.evidence.PackManifest.PackedFile;
import dev.ringlock.evidence.StoredZip.NotAPackException;
import dev.ringlock.ledger.Sha256;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks a pack as {@code verify.html} within it does, in the same order and with the same words. Whoever has the pack and
 * nothing else can do so.
 */
public final class PackCheck {

    private static final Set<String> UNLISTED = Set.of(PackManifest.NAME, PackManifest.SIGNATURE);

    private static final JOSEObjectType TYPE = new JOSEObjectType(PackManifest.TYPE);

    private static final String NO_PACK =
            "This archive is not as Ringlock writes a pack: bytes of it were changed, added or taken away.";

    private final StampReader stamps;
    private final List<PackFinding> findings = new ArrayList<>();
    private @Nullable String fingerprint;
    private @Nullable PackManifest manifest;

    private PackCheck(StampReader stamps) {
        this.stamps = stamps;
    }

    /**
     * The findings.
     *
     * @param whole whether nothing bad was
     * @param fingerprint of the key that signed; it has to be compared with what the controller publishes. Null if none signed
     */
    public record PackReport(
            boolean whole,
            @Nullable String fingerprint,
            @Nullable PackManifest manifest,
            List<PackFinding> findings) {

        public PackReport {
            findings = List.copyOf(findings);
        }
    }

    public static PackReport of(byte[] pack, StampReader stamps) {
        PackCheck check = new PackCheck(stamps);
        try {
            check.run(StoredZip.files(pack), pack);
        } catch (NotAPackException e) {
            check.findings.add(PackFinding.bad("archive", NO_PACK));
        }
        boolean whole = check.findings.stream().noneMatch(finding -> finding.result() == PackFinding.Result.BAD);
        return new PackReport(whole, check.fingerprint, check.manifest, check.findings);
    }

    private void run(SortedMap<String, byte[]> files, byte[] pack) {
        findings.add(
                StoredZip.isWritten(files, pack)
                        ? PackFinding.good("archive", "The archive has no byte that its files do not account for.")
                        : PackFinding.bad("archive", NO_PACK));
        byte[] signed = files.getOrDefault(PackManifest.NAME, new byte[0]);
        signature(files, signed);
        try {
            PackManifest read = PackManifest.read(signed, PackManifest.class);
            manifest = read;
            if (!read.format().equals(PackManifest.FORMAT)) {
                findings.add(PackFinding.bad("files", "The pack's format is not " + PackManifest.FORMAT + "."));
                return;
            }
            listed(files, read);
            for (PackManifest.Chain chain : read.chains()) {
                findings.addAll(ChainCheck.of(chain, files));
            }
            findings.addAll(NoticeCheck.of(files));
            findings.addAll(AnchorCheck.of(read.chains(), files, stamps));
        } catch (IllegalArgumentException e) {
            findings.add(PackFinding.bad("files", "manifest.json is missing, or cannot be read."));
        }
    }

    private void listed(SortedMap<String, byte[]> files, PackManifest read) {
        Set<String> names = new TreeSet<>(files.keySet());
        names.removeAll(UNLISTED);
        int right = 0;
        for (PackedFile file : read.files()) {
            byte @Nullable [] content = files.get(file.name());
            if (content == null || !names.remove(file.name())) {
                findings.add(PackFinding.bad("files", file.name() + " is missing."));
            } else if (content.length != file.bytes() || !Sha256.hex(content).equals(file.sha256())) {
                findings.add(PackFinding.bad("files", file.name() + " is not as it was when the pack was signed."));
            } else {
                right++;
            }
        }
        names.forEach(name -> findings.add(PackFinding.bad("files", name + " is not on the signed list.")));
        if (right == read.files().size()) {
            findings.add(
                    PackFinding.good("files", "All " + right + " files are as they were when the pack was signed."));
        }
    }

    private void signature(SortedMap<String, byte[]> files, byte[] signed) {
        @Nullable String print = signer(files, signed);
        if (print == null) {
            findings.add(PackFinding.bad(
                    "signature", "The signature is not one of these files' list by a key of jwks.json."));
        } else {
            fingerprint = print;
            findings.add(PackFinding.good(
                    "signature", "The list of files is signed by the key with the fingerprint " + print + "."));
            findings.add(PackFinding.note(
                    "signature",
                    "Compare this fingerprint with the one that the controller publishes: anybody can sign with a key of"
                            + " their own."));
        }
    }

    /** The thumbprint (RFC 7638) of the key that signed. Null if none of the pack's did. */
    private static @Nullable String signer(SortedMap<String, byte[]> files, byte[] signed) {
        try {
            String[] parts = text(files, PackManifest.SIGNATURE).split("\\.", -1);
            if (parts.length != 3 || !parts[1].isEmpty()) {
                return null;
            }
            Base64URL signature = new Base64URL(parts[2]);
            // a last letter can be changed without changing what it stands for
            if (!Base64URL.encode(signature.decode()).equals(signature)) {
                return null;
            }
            JWSObject jws = JWSObject.parse(parts[0] + ".." + parts[2], new Payload(signed));
            // nimbus reads a header with white space around it too
            if (!Base64URL.encode(new Base64URL(parts[0]).decode()).toString().equals(parts[0])) {
                return null;
            }
            JWK key = JWKSet.parse(text(files, PackManifest.KEYS))
                    .getKeyByKeyId(jws.getHeader().getKeyID());
            if (!(key instanceof ECKey ec)
                    || !Curve.P_256.equals(ec.getCurve())
                    || !JWSAlgorithm.ES256.equals(jws.getHeader().getAlgorithm())
                    || !TYPE.equals(jws.getHeader().getType())) {
                return null;
            }
            return jws.verify(new ECDSAVerifier(ec)) ? ec.computeThumbprint().toString() : null;
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return null;
        }
    }

    private static String text(SortedMap<String, byte[]> files, String name) {
        return new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }
}
