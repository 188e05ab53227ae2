package dev.ringlock.bench;

import dev.ringlock.audience.AudiencePath;
import dev.ringlock.keys.DataKey;
import dev.ringlock.keys.DataKeys;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Keys;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.store.Compartment;
import dev.ringlock.terms.Purpose;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens an audience in pages of 1,000, without I/O. Beside it, bare AES-GCM decrypts the same bytes:
 * it keeps one cipher, initialises it for each number (each has its own nonce) and looks up the data key by its wrapped form. Its
 * associated data is ready, and it makes nothing of the result. The numbers' data keys are as mixed as in the order of
 * the ContactIds. It measures processor time of one thread. The two take turns, and the median of their rounds is
 * reported.
 */
public final class AudienceBenchmark {

    private static final int PAGE = 1_000;
    private static final int SEALS_OF_A_KEY = 100;
    private static final int WRAPPED = 184;
    private static final Purpose PURPOSE = new Purpose("marketing");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final CountedKeys engine = new CountedKeys();
    private final List<Compartment> audience;
    private final List<byte[]> associated;
    private final Map<ByteBuffer, SecretKeySpec> clear = new HashMap<>();

    private AudienceBenchmark(int numbers) {
        audience = audience(numbers);
        associated = audience.stream()
                .map(each -> Envelope.lengthPrefixed(
                        "ringlock/number/1", each.contact().value(), PURPOSE.id()))
                .toList();
        engine.clear.forEach((wrapped, key) -> clear.put(wrapped, new SecretKeySpec(key, "AES")));
    }

    /** A key engine in memory. Its wrapped keys are as long as KMS's. */
    private static final class CountedKeys implements Keys {

        private final SecureRandom random = new SecureRandom();
        private final Map<ByteBuffer, byte[]> clear = new HashMap<>();
        private final AtomicInteger unwrapped = new AtomicInteger();

        @Override
        public DataKey generate(Purpose purpose) {
            byte[] key = bytes(32);
            byte[] wrapped = bytes(WRAPPED);
            clear.put(ByteBuffer.wrap(wrapped), key.clone());
            return new DataKey(key, wrapped);
        }

        @Override
        public DataKey unwrap(Purpose purpose, byte[] wrapped) {
            unwrapped.incrementAndGet();
            return new DataKey(clear.get(ByteBuffer.wrap(wrapped)).clone(), wrapped);
        }

        @Override
        public byte[] mac(String label) {
            throw new UnsupportedOperationException("an audience does not use it");
        }

        private byte[] bytes(int count) {
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            return bytes;
        }
    }

    /**
     * @param calls of the key engine in one walk
     * @param micros of processor time for a number
     */
    record AudienceResult(int numbers, int dataKeys, int calls, double micros, double bareMicros) {

        double times() {
            return micros / bareMicros;
        }
    }

    /** Runs it alone. The argument is a size. */
    public static void main(String[] args) throws Exception {
        AudienceResult result = run(Size.of(args[0]));
        System.out.printf("%s: %.2f times bare AES-GCM%n", result, result.times());
    }

    static AudienceResult run(Size size) throws Exception {
        AudienceBenchmark benchmark = new AudienceBenchmark(size.audience);
        double[] ours = new double[size.audienceRounds];
        double[] bare = new double[size.audienceRounds];
        for (int round = -size.audienceWarmUp; round < size.audienceRounds; round++) {
            double our = benchmark.ours();
            double their = benchmark.bare();
            if (round >= 0) {
                ours[round] = our;
                bare[round] = their;
            }
        }
        int calls = benchmark.engine.unwrapped.get() / (size.audienceRounds + size.audienceWarmUp);
        int dataKeys = benchmark.clear.size();
        return new AudienceResult(size.audience, dataKeys, calls, median(ours) / 1e3, median(bare) / 1e3);
    }

    /** One pass with a new opener, as for a campaign. Nanoseconds a number. */
    private double ours() {
        AudiencePath path = new AudiencePath(engine, Clock.systemUTC());
        // other threads unwrap the keys, waiting for the key engine; that is counted apart
        path.open(PURPOSE, audience);
        long begin = THREADS.getCurrentThreadCpuTime();
        int opened = 0;
        for (int from = 0; from < audience.size(); from += PAGE) {
            opened += path.open(PURPOSE, audience.subList(from, from + PAGE));
        }
        long nanos = THREADS.getCurrentThreadCpuTime() - begin;
        if (opened != audience.size()) {
            throw new IllegalStateException("only " + opened + " were opened");
        }
        return (double) nanos / audience.size();
    }

    private double bare() throws GeneralSecurityException {
        long begin = THREADS.getCurrentThreadCpuTime();
        int digits = 0;
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        for (int i = 0; i < audience.size(); i++) {
            Compartment each = audience.get(i);
            byte[] sealed = each.sealed();
            SecretKeySpec key = clear.get(ByteBuffer.wrap(each.wrappedKey()));
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, sealed, 1, 12));
            cipher.updateAAD(associated.get(i));
            digits += cipher.doFinal(sealed, 13, sealed.length - 13)[0];
        }
        long nanos = THREADS.getCurrentThreadCpuTime() - begin;
        if (digits == 0) {
            throw new IllegalStateException("nothing was opened");
        }
        return (double) nanos / audience.size();
    }

    private List<Compartment> audience(int numbers) {
        List<Compartment> sealed = new ArrayList<>(numbers);
        List<String> typed = Numbers.typed();
        SecureRandom random = new SecureRandom();
        DataKeys keys = null;
        for (int i = 0; i < numbers; i++) {
            if (i % SEALS_OF_A_KEY == 0) {
                keys = new DataKeys(engine, new Envelope(), Clock.systemUTC());
            }
            byte[] mac = new byte[16];
            random.nextBytes(mac);
            ContactId contact = ContactId.ofMac(mac);
            PhoneNumber number =
                    PhoneNumber.ofCanonical(typed.get(i % typed.size()).replaceAll("[ -]", ""));
            DataKeys.Sealed one = keys.seal(contact, PURPOSE, number);
            sealed.add(new Compartment(PURPOSE, contact, one.sealed(), one.wrappedKey(), null));
        }
        sealed.sort(Comparator.comparing(Compartment::contact));
        return sealed;
    }

    private static double median(double[] rounds) {
        double[] sorted = rounds.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
