package dev.ringlock.standalone.command;

import dev.ringlock.standalone.CommandData;
import dev.ringlock.standalone.command.CommandUser.NewFile;
import dev.ringlock.standalone.command.Frame.FrameKind;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** A command whose work a running server does. This process has the user's keyboard, screen and files. */
final class ServedCommand implements AutoCloseable {

    private static final int CHUNK = 64 * 1024;

    private final SocketChannel channel;
    private final CommandUser user;
    private final PrintWriter out;
    private final PrintWriter err;

    private @Nullable InputStream opened;
    private @Nullable NewFile created;

    private ServedCommand(SocketChannel channel, CommandUser user, PrintWriter out, PrintWriter err) {
        this.channel = channel;
        this.user = user;
        this.out = out;
        this.err = err;
    }

    /**
     * Empty if no server answers there.
     *
     * @throws ConfigurationException if it is another user's. It could ask for this user's files, and root has all of them
     */
    static Optional<ServedCommand> at(Path socket, CommandUser user, PrintWriter out, PrintWriter err) {
        if (Files.notExists(socket)) {
            return Optional.empty();
        }
        try {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.connect(UnixDomainSocketAddress.of(socket));
                CommandData.refuseOthers(socket, CommandSocket.user(channel));
                return Optional.of(new ServedCommand(channel, user, out, err));
            } catch (IOException | ConfigurationException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            // a killed server leaves its socket behind; the lock of the folder tells whether one is there
            return Optional.empty();
        }
    }

    /** @return the exit code */
    int run(List<String> arguments) {
        try (DataInputStream from = new DataInputStream(Channels.newInputStream(channel));
                DataOutputStream to = new DataOutputStream(Channels.newOutputStream(channel))) {
            Path folder = Path.of("").toAbsolutePath();
            new GivenCommand(arguments, folder, user.isAtTerminal(), hasConsole())
                    .frame()
                    .write(to);
            for (Frame frame = Frame.read(from); ; frame = Frame.read(from)) {
                switch (frame.kind()) {
                    case OUT -> print(out, frame);
                    case ERR -> print(err, frame);
                    case EXIT -> {
                        return frame.content()[0];
                    }
                    default -> answer(frame).write(to);
                }
            }
        } catch (EOFException e) {
            err.println("The server has stopped. Give the command again.");
        } catch (IOException e) {
            err.println("The server cannot be reached any more: " + e.getMessage());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private boolean hasConsole() {
        try {
            return user.hasConsole();
        } catch (ConfigurationException e) {
            // it is told when a secret is asked for
            return false;
        }
    }

    private static void print(PrintWriter to, Frame frame) {
        to.print(frame.text());
        to.flush();
    }

    private Frame answer(Frame asked) {
        try {
            return switch (asked.kind()) {
                case INPUT -> piece(user.in());
                case SECRET ->
                    user.secret(asked.text())
                            .map(secret -> Frame.of(FrameKind.ANSWER, secret))
                            .orElse(Frame.of(FrameKind.END));
                case OPEN -> {
                    opened = user.read(asked.text());
                    yield Frame.of(FrameKind.ANSWER);
                }
                case READ -> piece(Objects.requireNonNull(opened));
                case CREATE -> {
                    created = user.create(asked.text());
                    yield Frame.of(FrameKind.ANSWER);
                }
                case WRITE -> {
                    Objects.requireNonNull(created).content().write(asked.content());
                    yield Frame.of(FrameKind.ANSWER);
                }
                case KEEP -> {
                    Objects.requireNonNull(created).keep();
                    yield Frame.of(FrameKind.ANSWER);
                }
                case DROP -> {
                    Objects.requireNonNull(created).close();
                    yield Frame.of(FrameKind.ANSWER);
                }
                default -> Frame.of(FrameKind.FAILED, "the server asks for something unknown");
            };
        } catch (FileAlreadyExistsException e) {
            return Frame.of(FrameKind.TAKEN);
        } catch (NoSuchFileException e) {
            return Frame.of(FrameKind.FAILED, e.getMessage() + " is not there");
        } catch (IOException | ConfigurationException e) {
            return Frame.of(FrameKind.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private static Frame piece(InputStream from) throws IOException {
        byte[] bytes = new byte[CHUNK];
        int count = from.read(bytes);
        return count < 0 ? Frame.of(FrameKind.END) : new Frame(FrameKind.ANSWER, Arrays.copyOf(bytes, count));
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (opened != null) {
            opened.close();
        }
        if (created != null) {
            created.close();
        }
    }
}
