package dev.ringlock.standalone.command;

import dev.ringlock.standalone.command.Frame.FrameKind;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.Optional;

/** Whoever gave a command beside the server that does its work, at the other end of the socket. */
final class ServedUser implements CommandUser {

    private static final int CHUNK = 64 * 1024;

    private final String name;
    private final GivenCommand given;
    private final DataInputStream in;
    private final DataOutputStream out;

    ServedUser(String name, GivenCommand given, DataInputStream in, DataOutputStream out) {
        this.name = name;
        this.given = given;
        this.in = in;
        this.out = out;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isAtTerminal() {
        return given.isAtTerminal();
    }

    @Override
    public boolean hasConsole() {
        return given.hasConsole();
    }

    @Override
    public Optional<String> secret(String prompt) {
        try {
            Frame answer = ask(Frame.of(FrameKind.SECRET, prompt));
            return answer.kind() == FrameKind.END ? Optional.empty() : Optional.of(answer.text());
        } catch (IOException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public InputStream in() {
        return new AskedInput(FrameKind.INPUT);
    }

    @Override
    public InputStream read(String file) throws IOException {
        ask(Frame.of(FrameKind.OPEN, file));
        return new AskedInput(FrameKind.READ);
    }

    @Override
    public NewFile create(String file) throws IOException {
        ask(Frame.of(FrameKind.CREATE, file));
        return new AskedFile();
    }

    /** Takes the text that the command prints. The progress of its work comes from a thread of its own. */
    PrintWriter printed(FrameKind kind) {
        return new PrintWriter(new Writer() {
            @Override
            public void write(char[] from, int offset, int length) throws IOException {
                send(Frame.of(kind, new String(from, offset, length)));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
    }

    void exit(int code) throws IOException {
        send(new Frame(FrameKind.EXIT, new byte[] {(byte) code}));
    }

    private void send(Frame frame) throws IOException {
        synchronized (out) {
            frame.write(out);
        }
    }

    /** One question at a time: the command has one thread that asks. */
    private Frame ask(Frame question) throws IOException {
        send(question);
        Frame answer = Frame.read(in);
        if (answer.kind() == FrameKind.TAKEN) {
            throw new FileAlreadyExistsException(question.text());
        } else if (answer.kind() == FrameKind.FAILED) {
            throw new IOException(answer.text());
        }
        return answer;
    }

    /** Input that is asked for piece by piece. */
    private final class AskedInput extends InputStream {

        private final FrameKind kind;
        private byte[] piece = {};
        private int at;
        private boolean isOver;

        AskedInput(FrameKind kind) {
            this.kind = kind;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            while (at == piece.length && !isOver) {
                Frame answer = ask(Frame.of(kind));
                isOver = answer.kind() == FrameKind.END;
                piece = answer.content();
                at = 0;
            }
            int count = Math.min(length, piece.length - at);
            if (count == 0 && isOver && length > 0) {
                return -1;
            }
            System.arraycopy(piece, at, to, offset, count);
            at += count;
            return count;
        }
    }

    /** A file that the other end writes. */
    private final class AskedFile implements NewFile {

        @Override
        public OutputStream content() {
            return new OutputStream() {
                @Override
                public void write(int one) throws IOException {
                    write(new byte[] {(byte) one});
                }

                @Override
                public void write(byte[] from, int offset, int length) throws IOException {
                    for (int done = 0; done < length; done += CHUNK) {
                        int end = Math.min(length, done + CHUNK);
                        ask(new Frame(FrameKind.WRITE, Arrays.copyOfRange(from, offset + done, offset + end)));
                    }
                }
            };
        }

        @Override
        public void keep() throws IOException {
            ask(Frame.of(FrameKind.KEEP));
        }

        @Override
        public void close() throws IOException {
            ask(Frame.of(FrameKind.DROP));
        }
    }
}
