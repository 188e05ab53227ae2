package dev.ringlock.bench;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.MessageDigestSpi;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.security.spec.AlgorithmParameterSpec;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.MacSpi;

/** Comes before the JDK's own providers, passes everything on to them, and records it. */
final class CountingProvider extends Provider {

    private static final long serialVersionUID = 1;

    private final transient Tape.Recorder recorder;

    CountingProvider(Tape.Recorder recorder) {
        super("Counting", "1", "counts what the JDK's providers do");
        this.recorder = recorder;
        SecureRandom random = new SecureRandom();
        put("SecureRandom", random.getAlgorithm(), () -> new CountedRandom(random));
        put("MessageDigest", "SHA-256", () -> new CountedDigest(recorder.insideChecked(CountingProvider::digest)));
        put("Mac", "HmacSHA256", () -> new CountedMac(recorder.insideChecked(CountingProvider::mac)));
        put(
                "Cipher",
                "AES/GCM/NoPadding",
                () -> new CountedSeal(recorder, recorder.insideChecked(CountingProvider::cipher)));
    }

    private void put(String type, String algorithm, Supplier<Object> spi) {
        putService(new Service(this, type, algorithm, CountingProvider.class.getName(), null, null) {
            @Override
            public Object newInstance(Object parameter) {
                return spi.get();
            }
        });
    }

    private static MessageDigest digest() throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256", "SUN");
    }

    private static Mac mac() throws GeneralSecurityException {
        return Mac.getInstance("HmacSHA256", "SunJCE");
    }

    private static Cipher cipher() throws GeneralSecurityException {
        return Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
    }

    private final class CountedRandom extends SecureRandomSpi {

        private static final long serialVersionUID = 1;
        private final transient SecureRandom random;

        CountedRandom(SecureRandom random) {
            this.random = random;
        }

        @Override
        protected void engineSetSeed(byte[] seed) {
            random.setSeed(seed);
        }

        @Override
        protected void engineNextBytes(byte[] bytes) {
            recorder.add("random", bytes.length);
            random.nextBytes(bytes);
        }

        @Override
        protected byte[] engineGenerateSeed(int count) {
            return random.generateSeed(count);
        }
    }

    private final class CountedDigest extends MessageDigestSpi {

        private final MessageDigest digest;
        private int length;

        CountedDigest(MessageDigest digest) {
            this.digest = digest;
        }

        @Override
        protected void engineUpdate(byte input) {
            length++;
            digest.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int count) {
            length += count;
            digest.update(input, offset, count);
        }

        @Override
        protected byte[] engineDigest() {
            recorder.add("sha256", length);
            return digest.digest();
        }

        @Override
        protected void engineReset() {
            length = 0;
            digest.reset();
        }
    }

    private final class CountedMac extends MacSpi implements Cloneable {

        private final Mac mac;
        private int length;

        CountedMac(Mac mac) {
            this.mac = mac;
        }

        @Override
        public Object clone() throws CloneNotSupportedException {
            return new CountedMac((Mac) mac.clone());
        }

        @Override
        protected int engineGetMacLength() {
            return mac.getMacLength();
        }

        @Override
        protected void engineInit(Key key, AlgorithmParameterSpec parameters) throws InvalidKeyException {
            length = 0;
            recorder.insideChecked(() -> {
                mac.init(key);
                return mac;
            });
        }

        @Override
        protected void engineUpdate(byte input) {
            length++;
            mac.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int count) {
            length += count;
            recorder.inside(() -> {
                mac.update(input, offset, count);
                return mac;
            });
        }

        @Override
        protected byte[] engineDoFinal() {
            recorder.add("hmac", length);
            length = 0;
            return recorder.inside(mac::doFinal);
        }

        @Override
        protected void engineReset() {
            length = 0;
            mac.reset();
        }
    }
}
