package dev.ringlock.keys;

/**
 * Seals the rows of one backup that have a number or a text, once more, under a key of the backup's own. That key is destroyed
 * some days later, so that nobody opens them then, whatever else they have.
 */
public final class RowSeals implements AutoCloseable {

    private final Envelope envelope = new Envelope();
    private final String backup;
    private final DataKey key;

    /**
     * For that backup.
     *
     * @param key 32 random bytes. A copy of them is kept until this is closed
     */
    public RowSeals(String backup, byte[] key) {
        this.backup = backup;
        this.key = new DataKey(key.clone(), new byte[0]);
    }

    /** Seals a row. Its name is the only one under which it opens. */
    public byte[] seal(String row, byte[] clear) {
        return envelope.sealRow(key, backup, row, clear);
    }

    /** @throws CannotOpenException if the row's name, the key or any byte differs */
    public byte[] open(String row, byte[] sealed) {
        return envelope.openRow(key, backup, row, sealed);
    }

    @Override
    public void close() {
        key.close();
    }
}
