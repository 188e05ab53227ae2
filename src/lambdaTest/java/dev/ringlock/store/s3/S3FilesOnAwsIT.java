package dev.ringlock.store.s3;

import dev.ringlock.lambda.AwsEndpoint;
import dev.ringlock.lambda.Clients;
import dev.ringlock.store.SealedFiles;
import dev.ringlock.store.SealedFilesContract;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Tag;

@Tag("aws")
class S3FilesOnAwsIT extends SealedFilesContract {

    private final SealedFiles files = made();

    @Override
    protected SealedFiles files() {
        return files;
    }

    private static SealedFiles made() {
        URI bucket = URI.create(AwsEndpoint.uri() + "/ringlock-test-" + UUID.randomUUID());
        S3Calls calls = new S3Calls(bucket, Clients.REGION, Clients.credentials());
        String region = "<CreateBucketConfiguration><LocationConstraint>" + Clients.REGION.id()
                + "</LocationConstraint></CreateBucketConfiguration>";
        // the bucket itself
        calls.call("PUT", "", "", bytes(region));
        return new S3Files(calls);
    }
}
