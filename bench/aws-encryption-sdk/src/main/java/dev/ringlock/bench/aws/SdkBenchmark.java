package dev.ringlock.bench.aws;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CommitmentPolicy;
import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import com.amazonaws.encryptionsdk.CryptoMaterialsManager;
import com.amazonaws.encryptionsdk.caching.CachingCryptoMaterialsManager;
import com.amazonaws.encryptionsdk.caching.LocalCryptoMaterialsCache;
import com.amazonaws.encryptionsdk.jce.JceMasterKey;
import dev.ringlock.bench.CpuTime;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import software.amazon.cryptography.materialproviders.IKeyring;
import software.amazon.cryptography.materialproviders.MaterialProviders;
import software.amazon.cryptography.materialproviders.model.AesWrappingAlg;
import software.amazon.cryptography.materialproviders.model.CreateRawAesKeyringInput;
import software.amazon.cryptography.materialproviders.model.MaterialProvidersConfig;

/**
 * One 16-byte value encrypted by the AWS Encryption SDK under a key on this machine: no call to KMS, so what is measured
 * is the SDK. Its non-signing suite with key commitment, and the context that Ringlock's own data keys are bound to.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(CpuTime.Work.BATCH)
public class SdkBenchmark {

    private static final Map<String, String> CONTEXT = Map.of("app", "ringlock", "purpose", "marketing");
    private static final String NAMESPACE = "ringlock";
    private static final String KEY_NAME = "bench";

    private final byte[] value = new byte[16];
    private final AwsCrypto crypto = AwsCrypto.builder()
            .withCommitmentPolicy(CommitmentPolicy.RequireEncryptRequireDecrypt)
            .withEncryptionAlgorithm(CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY)
            .build();
    private final JceMasterKey masterKey;
    private final IKeyring keyring;
    private final CryptoMaterialsManager caching;

    public SdkBenchmark() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        masterKey = JceMasterKey.getInstance(new SecretKeySpec(key, "AES"), NAMESPACE, KEY_NAME, "AES/GCM/NoPadding");
        keyring = MaterialProviders.builder()
                .MaterialProvidersConfig(MaterialProvidersConfig.builder().build())
                .build()
                .CreateRawAesKeyring(CreateRawAesKeyringInput.builder()
                        .keyNamespace(NAMESPACE)
                        .keyName(KEY_NAME)
                        .wrappingKey(ByteBuffer.wrap(key))
                        .wrappingAlg(AesWrappingAlg.ALG_AES256_GCM_IV12_TAG16)
                        .build());
        // a data key lives as long here as in Ringlock: 10,000 values or 10 minutes
        caching = CachingCryptoMaterialsManager.newBuilder()
                .withMasterKeyProvider(masterKey)
                .withCache(new LocalCryptoMaterialsCache(10))
                .withMaxAge(10, TimeUnit.MINUTES)
                .withMessageUseLimit(10_000)
                .build();
    }

    int bytes() {
        return crypto.encryptData(masterKey, value, CONTEXT).getResult().length;
    }

    @Benchmark
    public void keyring(CpuTime cpu, Blackhole hole) throws Exception {
        cpu.batch(hole, () -> crypto.encryptData(keyring, value, CONTEXT).getResult());
    }

    @Benchmark
    public void masterKey(CpuTime cpu, Blackhole hole) throws Exception {
        cpu.batch(hole, () -> crypto.encryptData(masterKey, value, CONTEXT).getResult());
    }

    @Benchmark
    public void caching(CpuTime cpu, Blackhole hole) throws Exception {
        cpu.batch(hole, () -> crypto.encryptData(caching, value, CONTEXT).getResult());
    }
}
