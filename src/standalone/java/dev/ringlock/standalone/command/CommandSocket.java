package dev.ringlock.standalone.command;

import dev.ringlock.http.Endpoint;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.standalone.CommandData;
import dev.ringlock.standalone.ServerSettings;
import dev.ringlock.standalone.command.Frame.FrameKind;
import dev.ringlock.store.sqlite.SqliteStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import jdk.net.ExtendedSocketOptions;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Does the work of commands that are given while the server runs, so that no other process opens the database. The socket is in
 * the data folder, which its owner alone may enter: whoever may write there may give commands, with a server or without one.
 */
@Singleton
class CommandSocket {

    private static final Logger LOG = Logger.getLogger("ringlock");

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ServerSettings settings;
    private final SqliteStore store;
    private final KeyFile keys;
    private final Clock clock;
    private final ExecutorService threads = Executors.newCachedThreadPool(CommandSocket::daemon);

    private @Nullable ServerSocketChannel listening;

    CommandSocket(ServerSettings settings, SqliteStore store, KeyFile keys, Clock clock) {
        this.settings = settings;
        this.store = store;
        this.keys = keys;
        this.clock = clock;
    }

    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StartupEvent event) {
        if (!settings.demo()) {
            listen();
        }
    }

    /** A server without a socket works on. Commands are refused as long as it runs. */
    void listen() {
        Path socket = settings.socket().toAbsolutePath();
        try {
            // one of a killed server; the folder is ours now
            Files.deleteIfExists(socket);
            ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            listening = channel;
            channel.bind(UnixDomainSocketAddress.of(socket));
            if (Files.getFileStore(socket).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            }
            threads.execute(() -> accept(channel));
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warnf(
                    "Commands cannot be given while this server runs: %s cannot be made (%s).", socket, e.getMessage());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        close();
    }

    void close() {
        try {
            if (listening != null) {
                listening.close();
                Files.deleteIfExists(settings.socket());
            }
        } catch (IOException e) {
            // the next server deletes it
        }
        threads.shutdownNow();
    }

    private void accept(ServerSocketChannel channel) {
        while (channel.isOpen()) {
            try {
                SocketChannel command = channel.accept();
                threads.execute(() -> serve(command));
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // the caller has gone already, or there are no more open files: that lasts
                if (!pause()) {
                    return;
                }
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void serve(SocketChannel channel) {
        try (channel;
                DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
                DataOutputStream out = new DataOutputStream(Channels.newOutputStream(channel))) {
            GivenCommand given = GivenCommand.read(Frame.read(in));
            ServedUser user = new ServedUser(user(channel), given, in, out);
            // a name of a file of arguments would be one of this machine's
            CommandLine command = Main.dataCommands(new ServersData(), user)
                    .setExpandAtFiles(false)
                    .registerConverter(Path.class, file -> given.folder().resolve(file))
                    .setOut(user.printed(FrameKind.OUT))
                    .setErr(user.printed(FrameKind.ERR));
            user.exit(command.execute(given.arguments().toArray(String[]::new)));
        } catch (IOException e) {
            // the command has gone
        } catch (RuntimeException e) {
            LOG.errorf("a command failed: %s", Endpoint.place(e));
        }
    }

    /** Who is at the other end. Empty if this system does not tell. */
    static String user(SocketChannel channel) {
        try {
            return channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
        } catch (IOException | UnsupportedOperationException e) {
            // this system does not tell
            return "";
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "command");
        thread.setDaemon(true);
        return thread;
    }

    /** What this server has open. */
    private final class ServersData implements DataAccess {

        @Override
        public ServerSettings settings() {
            return settings;
        }

        @Override
        public CommandData open() {
            return CommandData.ofServer(settings, store, keys, clock);
        }
    }
}
