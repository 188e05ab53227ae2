package dev.ringlock.standalone.command;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One message between a command and the server that does its work: a kind, and its content. On the socket it is a byte, the
 * content's length in four bytes, and the content.
 *
 * <p>The command says {@link FrameKind#COMMAND} first. Then it does what the server asks for, and gives an {@link FrameKind#ANSWER} to each
 * question, until the server says {@link FrameKind#EXIT}.
 */
record Frame(FrameKind kind, byte[] content) {

    /** Longer ones are a mistake, or no command of ours. */
    private static final int LONGEST = 1 << 20;

    enum FrameKind {
        /** The version of these frames and the arguments, as JSON ({@link GivenCommand}). */
        COMMAND,
        /** Text for standard output. */
        OUT,
        /** Text for standard error. */
        ERR,
        /** Asks for some of standard input. */
        INPUT,
        /** Asks for a secret; the content is the prompt. */
        SECRET,
        /** Asks for a file to be opened; the content is its name. */
        OPEN,
        /** Asks for some of the opened file. */
        READ,
        /** Asks for a new file; the content is its name. */
        CREATE,
        /** Asks for content to be written to the new file. */
        WRITE,
        /** Asks for the new file to be kept. */
        KEEP,
        /** Asks for the new file to be deleted, unless it was kept. */
        DROP,
        /** What was asked for. */
        ANSWER,
        /** There is no more of it, or nobody sits there. */
        END,
        /** Something is there already where a file was to be made. */
        TAKEN,
        /** It cannot be done; the content says why. */
        FAILED,
        /** The command is over; the content is its exit code. */
        EXIT
    }

    static Frame of(FrameKind kind, String text) {
        return new Frame(kind, text.getBytes(StandardCharsets.UTF_8));
    }

    static Frame of(FrameKind kind) {
        return new Frame(kind, new byte[0]);
    }

    String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    static Frame read(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        int length = in.readInt();
        if (kind >= FrameKind.values().length || length < 0 || length > LONGEST) {
            throw new IOException("no frame of a command");
        }
        byte[] content = in.readNBytes(length);
        if (content.length < length) {
            throw new IOException("the other end has gone");
        }
        return new Frame(FrameKind.values()[kind], content);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeByte(kind.ordinal());
        out.writeInt(content.length);
        out.write(content);
        out.flush();
    }
}
