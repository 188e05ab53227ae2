package dev.ringlock;

/** How much a long test does: little in the gate, all of it with {@code -Ddeep=true}, as {@code .ci/deep} runs it. */
public final class Deep {

    private Deep() {}

    /** Whether all of it is wanted. */
    public static boolean isOn() {
        return Boolean.getBoolean("deep");
    }

    public static int of(int inTheGate, int deep) {
        return isOn() ? deep : inTheGate;
    }
}
