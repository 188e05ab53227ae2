package dev.ringlock.bench;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Only the primitives that one capture uses, as often and on as many bytes. It is as lean as possible: every cipher,
 * MAC and digest is made once and reused.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(CpuTime.Work.BATCH)
public class BareBenchmark {

    static final String TAPE = "ringlock.tape";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final Tape tape = Tape.read(System.getProperty(TAPE));
    private final int parses = tape.count("parse");
    private final int valids = tape.count("valid");
    private final int types = tape.count("type");
    private final int regions = tape.count("region");
    private final int formats = tape.count("format");
    private final int[] hmacs = tape.of("hmac");
    private final int[] hashes = tape.of("sha256");
    private final int[] seals = tape.of("seal");
    private final int[] randoms = tape.of("random");

    private final PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
    private final List<String> numbers = Numbers.typed();
    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key = new SecretKeySpec(bytes(32), "AES");
    private final byte[] input = bytes(16 * 1024);
    private final Cipher cipher;
    private final Mac mac;
    private final MessageDigest digest;
    private int next;
    private long counter;

    public BareBenchmark() {
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(32), "HmacSHA256"));
            digest = MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    public void bare(CpuTime cpu, Blackhole hole) throws Exception {
        cpu.batch(hole, () -> {
            phone(hole);
            return primitives(hole);
        });
    }

    @Benchmark
    public void crypto(CpuTime cpu, Blackhole hole) throws Exception {
        cpu.batch(hole, () -> primitives(hole));
    }

    private void phone(Blackhole hole) throws NumberParseException {
        String typed = numbers.get(next++ % numbers.size());
        PhoneNumber number = plans.parse(typed, "ZZ");
        String e164 = plans.format(number, PhoneNumberFormat.E164);
        for (int i = 1; i < parses; i++) {
            number = plans.parse(e164, "ZZ");
        }
        for (int i = 1; i < formats; i++) {
            hole.consume(plans.format(number, PhoneNumberFormat.INTERNATIONAL));
        }
        for (int i = 0; i < valids; i++) {
            hole.consume(plans.isValidNumber(number));
        }
        for (int i = 0; i < types; i++) {
            hole.consume(plans.getNumberType(number));
        }
        for (int i = 0; i < regions; i++) {
            hole.consume(plans.getRegionCodeForNumber(number));
        }
    }

    private Object primitives(Blackhole hole) throws GeneralSecurityException {
        for (int length : randoms) {
            // this includes the nonces below
            hole.consume(bytes(length));
        }
        for (int aad : seals) {
            input[0]++;
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce()));
            cipher.updateAAD(input, 0, aad);
            hole.consume(cipher.doFinal(input, 0, 16));
        }
        for (int length : hmacs) {
            mac.update(input, 0, length);
            hole.consume(mac.doFinal());
        }
        for (int length : hashes) {
            digest.update(input, 0, length);
            hole.consume(digest.digest());
        }
        return input;
    }

    /** Never the same twice, which the cipher insists on. The random nonces are drawn above. */
    private byte[] nonce() {
        byte[] nonce = new byte[NONCE];
        long count = counter++;
        for (int i = 0; i < Long.BYTES; i++) {
            nonce[i] = (byte) (count >>> 8 * i);
        }
        return nonce;
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
