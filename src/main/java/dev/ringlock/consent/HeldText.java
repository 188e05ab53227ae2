package dev.ringlock.consent;

/**
 * The text of a held message, and the facts that staff need to decide on it.
 *
 * @param sender of ours that was answered; empty if the provider did not say
 * @param provider by which the message came
 * @param text what the person wrote, or its first {@value #MOST} characters
 * @param cut whether the text was longer
 */
public record HeldText(String sender, String provider, String text, boolean cut) {

    /** No provider takes longer texts; a webhook may hold any. */
    public static final int MOST = 4_000;

    private static final int MOST_OF_SENDER = 64;

    /** Bounds all of it. */
    public static HeldText of(String sender, String provider, String text) {
        String kept = start(text, MOST);
        return new HeldText(start(sender, MOST_OF_SENDER), provider, kept, kept.length() < text.length());
    }

    /** No pair of surrogates is cut in two. */
    private static String start(String text, int most) {
        int end = Math.min(text.length(), most);
        return text.substring(
                0, end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    /** A record would print the text. */
    @Override
    public String toString() {
        return "HeldText[" + provider + "]";
    }
}
