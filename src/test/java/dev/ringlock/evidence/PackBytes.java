package dev.ringlock.evidence;

import dev.ringlock.keys.TestSigner;
import dev.ringlock.steps.HouseSignature;
import java.nio.charset.StandardCharsets;
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

    /** The same files with a list of them as they are now, signed by that key. */
    static byte[] signedAnew(SortedMap<String, byte[]> files, TestSigner signer, HouseSignature house) {
        SortedMap<String, byte[]> changed = new TreeMap<>(files);
        changed.put(
                PackManifest.KEYS,
                ("{\"keys\":[" + signer.publicKey().toPublicJWK().toJSONString() + "]}")
                        .getBytes(StandardCharsets.UTF_8));
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
        String[] jws = house.compact(PackManifest.TYPE, manifest).split("\\.", -1);
        changed.put(PackManifest.NAME, manifest);
        changed.put(PackManifest.SIGNATURE, (jws[0] + ".." + jws[2]).getBytes(StandardCharsets.US_ASCII));
        return StoredZip.write(changed);
    }
}
