package dev.ringlock.evidence;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.ringlock.keys.TestSigner;
import dev.ringlock.steps.HouseSignature;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Changes packs as somebody would who wants another record. */
public final class PackBytes {

    private PackBytes() {}

    /**
     * Places of bytes: every {@code n}-th, all of the archive's own structure, all of the signature, and the first and the last of
     * each file.
     */
    public static Set<Integer> worthChanging(byte[] pack, int n) throws StoredZip.NotAPackException {
        Set<Integer> places = new TreeSet<>();
        for (int i = 0; i < pack.length; i += n) {
            places.add(i);
        }
        int at = 0;
        for (var file : StoredZip.read(pack).entrySet()) {
            int content = at + 30 + file.getKey().length();
            add(places, at, content);
            int end = content + file.getValue().length;
            add(places, content, Math.min(end, content + 1));
            add(places, Math.max(content, end - 1), end);
            if (file.getKey().equals(PackManifest.SIGNATURE)) {
                add(places, content, end);
            }
            at = end;
        }
        add(places, at, pack.length);
        return places;
    }

    private static void add(Set<Integer> places, int from, int to) {
        for (int i = from; i < to; i++) {
            places.add(i);
        }
    }

    /** The place of a byte in the middle of each file, by the file's name. */
    public static SortedMap<String, Integer> middles(byte[] pack) throws StoredZip.NotAPackException {
        SortedMap<String, Integer> places = new TreeMap<>();
        int at = 0;
        for (var file : StoredZip.read(pack).entrySet()) {
            int length = file.getValue().length;
            at += 30 + file.getKey().length() + length;
            places.put(file.getKey(), at - 1 - length / 2);
        }
        return places;
    }

    /** The pack with another byte in the middle of that file. As an archive it is whole. */
    public static byte[] changed(byte[] pack, String file) throws StoredZip.NotAPackException {
        SortedMap<String, byte[]> files = StoredZip.read(pack);
        byte[] content = files.get(file).clone();
        content[content.length / 2] ^= 1;
        files.put(file, content);
        return StoredZip.write(files);
    }

    /** The same files with a list of them as they are now, signed by that key. */
    static byte[] signedAnew(SortedMap<String, byte[]> files, TestSigner signer, HouseSignature house) {
        SortedMap<String, byte[]> listed = listedAnew(files, signer.publicKey());
        return signed(listed, text(listed, PackManifest.NAME), house);
    }

    private static SortedMap<String, byte[]> listedAnew(SortedMap<String, byte[]> files, ECKey key) {
        SortedMap<String, byte[]> changed = new TreeMap<>(files);
        changed.put(
                PackManifest.KEYS,
                ("{\"keys\":[" + key.toPublicJWK().toJSONString() + "]}").getBytes(StandardCharsets.UTF_8));
        PackManifest before = PackManifest.read(changed.remove(PackManifest.NAME), PackManifest.class);
        changed.remove(PackManifest.SIGNATURE);
        byte[] manifest = new PackManifest(
                        before.format(),
                        before.madeAt(),
                        before.controller(),
                        before.madeBy(),
                        before.policy(),
                        before.chains(),
                        PackManifest.list(changed))
                .bytes();
        changed.put(PackManifest.NAME, manifest);
        return changed;
    }

    /** By a key of another curve, which receipts and packs do not use. */
    private static byte[] ofAnotherCurve(SortedMap<String, byte[]> files) throws JOSEException {
        ECKey key = new ECKeyGenerator(Curve.P_384).keyID("other").generate();
        SortedMap<String, byte[]> listed = listedAnew(files, key);
        JWSObject jws = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.ES384)
                        .type(new JOSEObjectType(PackManifest.TYPE))
                        .keyID("other")
                        .build(),
                new Payload(listed.get(PackManifest.NAME)));
        jws.sign(new ECDSASigner(key));
        listed.put(PackManifest.SIGNATURE, jws.serialize(true).getBytes(StandardCharsets.US_ASCII));
        return StoredZip.write(listed);
    }

    /** Packs that somebody signed with a key of their own, each of which is no pack. By what is wrong with it. */
    public static Map<String, byte[]> forged(SortedMap<String, byte[]> files, TestSigner signer, HouseSignature house)
            throws JOSEException {
        Map<String, byte[]> forged = new TreeMap<>();
        forged.put("a key of another curve", ofAnotherCurve(files));
        SortedMap<String, byte[]> space = new TreeMap<>(files);
        space.put(PackManifest.SIGNATURE, (" " + text(files, PackManifest.SIGNATURE)).getBytes(StandardCharsets.UTF_8));
        forged.put("white space before the signature", StoredZip.write(space));
        String manifest = text(files, PackManifest.NAME);
        PackManifest read = PackManifest.read(files.get(PackManifest.NAME), PackManifest.class);
        PackManifest.Chain chain = read.chains().get(0);
        for (String value : List.of("\u001b[3F\u001b[0Kgood  ", "c1_a\ngood  ", "", "c1_" + "A".repeat(26))) {
            forged.put(
                    "a contact that is none: " + value.length(),
                    signed(
                            files,
                            manifest.replace(
                                    chain.contact(),
                                    value.replace("\u001b", "\\u001b").replace("\n", "\\n")),
                            house));
        }
        for (String lacking :
                List.of("format", "madeAt", "chains", "contact", "file", "head", "files", "name", "sha256")) {
            forged.put(
                    "a list without " + lacking,
                    signed(files, manifest.replaceFirst("\"" + lacking + "\"( ?: ?)", "\"other\"$1"), house));
        }
        String ledger = text(files, chain.file());
        for (String content : List.of(
                "[ null ]", "null", "{}", "7", ledger.replaceFirst("\"method\" : \"api\"", "\"method\" : null"))) {
            SortedMap<String, byte[]> changed = new TreeMap<>(files);
            changed.put(chain.file(), content.getBytes(StandardCharsets.UTF_8));
            forged.put("a history of " + content.length() + " letters", signedAnew(changed, signer, house));
        }
        return forged;
    }

    private static byte[] signed(SortedMap<String, byte[]> files, String manifest, HouseSignature house) {
        SortedMap<String, byte[]> changed = new TreeMap<>(files);
        byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
        String[] jws = house.compact(PackManifest.TYPE, bytes).split("\\.", -1);
        changed.put(PackManifest.NAME, bytes);
        changed.put(PackManifest.SIGNATURE, (jws[0] + ".." + jws[2]).getBytes(StandardCharsets.US_ASCII));
        return StoredZip.write(changed);
    }

    private static String text(SortedMap<String, byte[]> files, String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }
}
