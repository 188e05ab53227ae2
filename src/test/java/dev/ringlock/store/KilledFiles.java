package dev.ringlock.store;

import java.util.List;
import java.util.Optional;

/** The files of a process that is killed: its calls are counted, and killed, as those of its store. */
public record KilledFiles(SealedFiles to, KilledStore process) implements SealedFiles {

    @Override
    public void put(String name, byte[] content) {
        process.called(() -> {
            to.put(name, content);
            return name;
        });
    }

    @Override
    public Optional<byte[]> get(String name) {
        return process.called(() -> to.get(name));
    }

    @Override
    public List<String> list(String folder) {
        return process.called(() -> to.list(folder));
    }

    @Override
    public void delete(String name) {
        process.called(() -> {
            to.delete(name);
            return name;
        });
    }
}
