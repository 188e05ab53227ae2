package dev.ringlock.keys.file;

import dev.ringlock.keys.DataKey;
import dev.ringlock.keys.TestKeys;
import dev.ringlock.terms.Purpose;

/** A key file where a test has keys that are worth nothing. */
public final class FileKeysForTests extends TestKeys {

    private final KeyFile file;

    public FileKeysForTests(KeyFile file) {
        this.file = file;
    }

    @Override
    public DataKey generate(Purpose purpose) {
        return file.generate(purpose);
    }

    @Override
    public DataKey unwrap(Purpose purpose, byte[] wrapped) {
        return file.unwrap(purpose, wrapped);
    }

    @Override
    public byte[] mac(String label) {
        return file.mac(label);
    }

    @Override
    public byte[] mac(int version, String label) {
        return file.mac(version, label);
    }
}
