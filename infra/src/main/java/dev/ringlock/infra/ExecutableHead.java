package dev.ringlock.infra;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** The first bytes of {@code bootstrap}, which say what system and processor it is for. */
final class ExecutableHead {

    /** As far as ELF says its processor. */
    static final int LENGTH = 20;

    private static final int ELF = 0x7f454c46;
    private static final int CLASS = 4;
    private static final int ORDER = 5;
    private static final int MACHINE = 18;
    private static final int BITS_64 = 2;
    private static final int LITTLE_ENDIAN = 1;
    private static final int X86_64 = 62;
    private static final int AARCH64 = 183;

    private final ByteBuffer head;

    ExecutableHead(byte[] head) {
        this.head = ByteBuffer.wrap(head);
    }

    /** The reason why Lambda cannot run it; empty if it can. */
    Optional<String> refusal(boolean arm64) {
        if (head.limit() == 0) {
            return Optional.of("is empty");
        } else if (head.limit() < LENGTH || head.getInt(0) != ELF) {
            return Optional.of("is " + other() + ": Lambda runs executables of Linux alone");
        } else if (head.get(CLASS) != BITS_64 || head.get(ORDER) != LITTLE_ENDIAN) {
            return Optional.of("is an executable of Linux for a processor that Lambda has not");
        }
        int machine = Short.toUnsignedInt(head.order(ByteOrder.LITTLE_ENDIAN).getShort(MACHINE));
        return machine == (arm64 ? AARCH64 : X86_64)
                ? Optional.empty()
                : Optional.of("is for " + processor(machine) + ", and setting `architecture` says "
                        + (arm64 ? "arm64" : "x86_64"));
    }

    private static String processor(int machine) {
        return switch (machine) {
            case X86_64 -> "x86_64";
            case AARCH64 -> "arm64";
            default -> "another processor";
        };
    }

    private String other() {
        int first = head.limit() < Integer.BYTES ? 0 : head.getInt(0);
        return switch (first) {
            case 0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe, 0xcafebabe, 0xbebafeca ->
                "an executable of macOS (Mach-O)";
            default ->
                switch (first >>> 16) {
                    case 0x4d5a -> "an executable of Windows";
                    case 0x2321 -> "a script";
                    default -> "no executable";
                };
        };
    }
}
