package dev.ringlock.standalone;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;

/** No server runs in a data folder, and none can start until this is closed. */
public final class ServerStopped implements AutoCloseable {

    private final DataFolder lock;

    private ServerStopped(DataFolder lock) {
        this.lock = lock;
    }

    /** @throws ConfigurationException if one runs */
    public static ServerStopped in(ServerSettings settings) {
        return new ServerStopped(DataFolder.open(settings.data()));
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            // it ends with this process
        }
    }
}
