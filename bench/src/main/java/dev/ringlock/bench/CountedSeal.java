package dev.ringlock.bench;

import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.CipherSpi;

/** Passes everything on to the JDK's AES-GCM, and records each seal with the length of its associated data. */
final class CountedSeal extends CipherSpi {

    private final Tape.Recorder recorder;
    private final Cipher cipher;
    private int aad;

    CountedSeal(Tape.Recorder recorder, Cipher cipher) {
        this.recorder = recorder;
        this.cipher = cipher;
    }

    @Override
    protected void engineSetMode(String mode) {}

    @Override
    protected void engineSetPadding(String padding) {}

    @Override
    protected int engineGetBlockSize() {
        return cipher.getBlockSize();
    }

    @Override
    protected int engineGetOutputSize(int input) {
        return cipher.getOutputSize(input);
    }

    @Override
    protected byte[] engineGetIV() {
        return cipher.getIV();
    }

    @Override
    protected AlgorithmParameters engineGetParameters() {
        return cipher.getParameters();
    }

    @Override
    protected void engineInit(int mode, Key key, SecureRandom random) throws InvalidKeyException {
        cipher.init(mode, key, random);
    }

    @Override
    protected void engineInit(int mode, Key key, AlgorithmParameterSpec parameters, SecureRandom random)
            throws InvalidKeyException, InvalidAlgorithmParameterException {
        aad = 0;
        cipher.init(mode, key, parameters, random);
    }

    @Override
    protected void engineInit(int mode, Key key, AlgorithmParameters parameters, SecureRandom random)
            throws InvalidKeyException, InvalidAlgorithmParameterException {
        aad = 0;
        cipher.init(mode, key, parameters, random);
    }

    @Override
    protected void engineUpdateAAD(byte[] bytes, int offset, int count) {
        aad += count;
        cipher.updateAAD(bytes, offset, count);
    }

    @Override
    protected void engineUpdateAAD(ByteBuffer bytes) {
        aad += bytes.remaining();
        cipher.updateAAD(bytes);
    }

    @Override
    protected byte[] engineUpdate(byte[] input, int offset, int count) {
        return cipher.update(input, offset, count);
    }

    @Override
    protected int engineUpdate(byte[] input, int offset, int count, byte[] output, int outputOffset) {
        return recorder.insideChecked(() -> cipher.update(input, offset, count, output, outputOffset));
    }

    @Override
    protected byte[] engineDoFinal(byte[] input, int offset, int count) {
        recorder.add("seal", aad);
        return recorder.insideChecked(() -> cipher.doFinal(input, offset, count));
    }

    @Override
    protected int engineDoFinal(byte[] input, int offset, int count, byte[] output, int outputOffset) {
        recorder.add("seal", aad);
        return recorder.insideChecked(() -> cipher.doFinal(input, offset, count, output, outputOffset));
    }
}
