package dev.ringlock.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Sealed files for tests of what is done with them. */
public record FilesInMemory(Map<String, byte[]> all) implements SealedFiles {

    public FilesInMemory() {
        this(new ConcurrentSkipListMap<>());
    }

    @Override
    public void put(String name, byte[] content) {
        all.put(SealedFiles.checked(name), content.clone());
    }

    @Override
    public Optional<byte[]> get(String name) {
        return Optional.ofNullable(all.get(SealedFiles.checked(name))).map(byte[]::clone);
    }

    @Override
    public List<String> list(String folder) {
        String prefix = SealedFiles.checked(folder) + "/";
        return all.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
    }

    @Override
    public void delete(String name) {
        all.remove(SealedFiles.checked(name));
    }
}
