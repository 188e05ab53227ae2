package dev.ringlock.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** How many transactions a database has had. SQLite counts them in the shared memory of its WAL. */
final class Transactions {

    /** The counter's offset in that memory. */
    private static final int CHANGE_COUNTER = 8;

    private Transactions() {}

    static int of(Path database) throws IOException {
        ByteBuffer counter = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
        Path shared = database.resolveSibling(database.getFileName() + "-shm");
        try (FileChannel index = FileChannel.open(shared, StandardOpenOption.READ)) {
            index.read(counter, CHANGE_COUNTER);
        }
        return counter.getInt(0);
    }
}
