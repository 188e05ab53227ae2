package dev.ringlock.store.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringlock.lambda.Clients;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.provider.aws.Signature;
import dev.ringlock.store.SealedFiles;
import dev.ringlock.store.SealedFilesContract;
import dev.ringlock.store.StoreUnavailableException;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

class S3FilesTest extends SealedFilesContract {

    private static final String SECRET = "made-up-secret-of-the-tests";

    private final S3StandIn s3 = S3StandIn.start();
    private final URI bucket = URI.create(s3.uri() + "/bucket");
    private final SealedFiles files = new S3Files(new S3Calls(
            bucket,
            Clients.REGION,
            StaticCredentialsProvider.create(AwsSessionCredentials.create(Clients.ACCESS_KEY, SECRET, "a token"))));

    @AfterEach
    void close() {
        s3.close();
    }

    @Override
    protected SealedFiles files() {
        return files;
    }

    @Test
    void whatArrivesIsWhatWasSigned() {
        files.put("marketing/parts/01ABC/00001-a_b-c", bytes("sealed"));
        files.get("marketing/parts/01ABC/00001-a_b-c");
        files.list("marketing/parts");
        files.delete("marketing/parts/01ABC/00001-a_b-c");
        assertEquals(4, s3.calls().size());
        assertEquals(
                "list-type=2&prefix=marketing%2Fparts%2F", s3.calls().get(2).query());
        for (S3StandIn.ServedCall call : s3.calls()) {
            assertEquals("a token", call.asked().headers().get("x-amz-security-token"));
            assertEquals(Sha256.hex(call.asked().text()), call.asked().headers().get("x-amz-content-sha256"));
            assertEquals(
                    Signature.of(call.asked(), call.query(), SECRET, Clients.REGION.id(), "s3"),
                    call.asked().headers().get("authorization").replaceAll(".*Signature=", ""));
        }
    }

    /** 0 is no answer at all. */
    @ParameterizedTest
    @ValueSource(ints = {0, 500, 503, 429})
    void whatMayPassIsTriedAgainAndThenToldAsUnavailable(int status) {
        files.put("a/b", bytes("x"));
        s3.fail(status, 2);
        assertArrayEquals(bytes("x"), files.get("a/b").orElseThrow());
        s3.fail(status, 100);
        for (Runnable call : new Runnable[] {
            () -> files.put("a/b", bytes("y")), () -> files.get("a/b"), () -> files.list("a"), () -> files.delete("a/b")
        }) {
            StoreUnavailableException told = assertThrows(StoreUnavailableException.class, call::run);
            assertFalse(told.getMessage().contains("a/b"), told.getMessage());
        }
        s3.fail(status, 0);
        assertArrayEquals(bytes("x"), files.get("a/b").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400})
    void whatIsRefusedIsToldAtOnce(int status) {
        s3.fail(status, 1);
        assertThrows(StoreUnavailableException.class, () -> files.get("a/b"));
        assertEquals(1, s3.calls().size());
    }

    /** A role that may list some folders alone is not told that an object is missing. */
    @Test
    void anObjectThatIsRefusedIsMissingIfItsFolderHasNoneOfThatName() {
        files.put("a/b2", bytes("y"));
        s3.fail(403, 1);
        assertEquals(Optional.empty(), files.get("a/b"));
        assertEquals("list-type=2&prefix=a%2Fb", s3.calls().get(2).query());
        files.put("a/b", bytes("x"));
        s3.fail(403, 1);
        assertThrows(StoreUnavailableException.class, () -> files.get("a/b"), "it is there, and refused");
        s3.fail(403, 2);
        assertThrows(StoreUnavailableException.class, () -> files.get("a/c"), "the folder is refused too");
        s3.fail(403, 1);
        assertThrows(StoreUnavailableException.class, () -> files.put("a/b", bytes("z")));
    }

    @Test
    void aBucketThatIsNotThereIsNoEmptyOne() {
        s3.fail(404, 1);
        assertThrows(StoreUnavailableException.class, () -> files.list("a"));
        s3.fail(404, 1);
        assertThrows(StoreUnavailableException.class, () -> files.put("a/b", bytes("x")));
    }

    @Test
    void withoutCredentialsNothingIsAsked() {
        SealedFiles nobodys =
                new S3Files(new S3Calls(bucket, Clients.REGION, EnvironmentVariableCredentialsProvider.create()));
        assertThrows(StoreUnavailableException.class, () -> nobodys.get("a/b"));
        assertEquals(0, s3.calls().size());
    }

    @Test
    void eachBucketHasItsAddress() {
        assertEquals(
                "https://exports.s3.eu-central-1.amazonaws.com",
                S3Calls.bucket("exports", Region.EU_CENTRAL_1).toString());
        assertEquals(
                "https://exports.s3.cn-north-1.amazonaws.com.cn",
                S3Calls.bucket("exports", Region.CN_NORTH_1).toString());
    }
}
