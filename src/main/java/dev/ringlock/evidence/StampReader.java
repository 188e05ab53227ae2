package dev.ringlock.evidence;

/** Reads a time stamp (RFC 3161) and checks all that it has with it: its form, its signature and its certificate. */
public interface StampReader {

    /**
     * @param response the authority's whole answer
     * @throws NoStampException if it is no time stamp that is right
     */
    ReadStamp read(byte[] response) throws NoStampException;

    /**
     * A time stamp that is right. Anybody can make one with a clock and a certificate of their own.
     *
     * @param digest the SHA-256 that it is about, in hex
     * @param at the authority's time, in RFC 3339
     * @param signer the common name in the certificate
     * @param certificate its SHA-256, in hex
     */
    record ReadStamp(String digest, String at, String signer, String certificate) {}

    /** No time stamp came, or one that is not right. Its message goes to the log. */
    final class NoStampException extends Exception {

        private static final long serialVersionUID = 1L;

        public NoStampException(String message) {
            super(message);
        }
    }
}
