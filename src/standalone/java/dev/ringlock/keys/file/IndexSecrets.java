package dev.ringlock.keys.file;

import dev.ringlock.phone.ContactId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The secrets from which the index key is made: one for the first version, and another from each version on that has its own.
 * With them all numbers can be tried. As a text it is the first one in hex, and each other one behind its version:
 * {@code 00ff… 2=01ab…}.
 */
public final class IndexSecrets {

    private static final int BYTES = 32;
    private static final String NAME = "mac";
    private static final HexFormat HEX = HexFormat.of();

    private final TreeMap<Integer, byte[]> secrets;

    private IndexSecrets(TreeMap<Integer, byte[]> secrets) {
        if (!secrets.containsKey(1) || secrets.lastKey() > ContactId.MOST_VERSIONS) {
            throw new IllegalArgumentException("the index key's versions");
        }
        if (secrets.values().stream().anyMatch(secret -> secret.length != BYTES)) {
            throw new IllegalArgumentException("a secret of the index key has " + BYTES + " bytes");
        }
        this.secrets = secrets;
    }

    /** One secret for all versions. */
    static IndexSecrets of(byte[] first) {
        TreeMap<Integer, byte[]> secrets = new TreeMap<>();
        secrets.put(1, first.clone());
        return new IndexSecrets(secrets);
    }

    /** @throws IllegalArgumentException if it is no such text */
    public static IndexSecrets of(String text) {
        TreeMap<Integer, byte[]> secrets = new TreeMap<>();
        for (String part : text.split(" ", -1)) {
            int border = part.indexOf('=');
            int version = border < 0 ? 1 : Integer.parseInt(part.substring(0, border));
            if (secrets.put(version, HEX.parseHex(part.substring(border + 1))) != null) {
                throw new IllegalArgumentException("a version of the index key has one secret");
            }
        }
        return new IndexSecrets(secrets);
    }

    /** Those of a key file. */
    static IndexSecrets of(Properties file) {
        TreeMap<Integer, byte[]> secrets = new TreeMap<>();
        for (int version = 1; version <= ContactId.MOST_VERSIONS; version++) {
            String value = file.getProperty(name(version));
            if (value != null) {
                secrets.put(version, HEX.parseHex(value));
            }
        }
        return new IndexSecrets(secrets);
    }

    /** The name that the key file has for the secret of that version. */
    static String name(int version) {
        return version == 1 ? NAME : NAME + "." + version;
    }

    /** The secret of that version. */
    byte[] secret(int version) {
        return Objects.requireNonNull(secrets.floorEntry(version)).getValue();
    }

    /** Whether that version has a secret of its own. */
    boolean has(int version) {
        return secrets.containsKey(version);
    }

    /** As text, for an archive. */
    public String text() {
        StringBuilder text = new StringBuilder();
        secrets.forEach((version, secret) ->
                text.append(version == 1 ? "" : " " + version + "=").append(HEX.formatHex(secret)));
        return text.toString();
    }

    /** The lines of a key file. */
    String lines() {
        StringBuilder lines = new StringBuilder();
        secrets.forEach((version, secret) -> lines.append(name(version))
                .append('=')
                .append(HEX.formatHex(secret))
                .append('\n'));
        return lines.toString();
    }

    /** Compared in constant time. */
    public boolean isSame(IndexSecrets other) {
        return MessageDigest.isEqual(
                text().getBytes(StandardCharsets.US_ASCII), other.text().getBytes(StandardCharsets.US_ASCII));
    }
}
