package dev.ringlock.infra;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;

/** The buckets of files. The functions seal the files themselves. None lives for ever, and none is copied. */
enum SealedBucket {
    EXPORTS("Exports", "RINGLOCK_EXPORTS", "The bucket of exports' files", Map.of("", 1)),
    /** The reports of imports, which hold no number, last longer than the files. */
    IMPORTS("Imports", "RINGLOCK_IMPORTS", "The bucket of files to import", Map.of("parts/", 7, "work/", 7, "", 30)),
    /** A dataset is there for a year at most. The rows that an analyst's datasets are made from are read anew after 30 days. */
    DATASETS(
            "Datasets",
            "RINGLOCK_DATASETS",
            "The bucket of datasets' files",
            Map.of("read/", 31, "progress/", 31, "answers/", 31, "", 365));

    private final String id;
    private final String variable;
    private final String says;
    private final Map<String, Integer> days;

    /** @param days that files live, by the beginning of their names; the empty one is every file's */
    SealedBucket(String id, String variable, String says, Map<String, Integer> days) {
        this.id = id;
        this.variable = variable;
        this.days = days;
        this.says = says;
    }

    static Map<SealedBucket, Bucket> all(Stack stack) {
        Map<SealedBucket, Bucket> all = new EnumMap<>(SealedBucket.class);
        Stream.of(values()).forEach(each -> all.put(each, each.in(stack)));
        return all;
    }

    /** The variable that tells a function its name. */
    String variable() {
        return variable;
    }

    private static LifecycleRule rule(String prefix, int days) {
        LifecycleRule.Builder rule = LifecycleRule.builder()
                .expiration(Duration.days(days))
                .abortIncompleteMultipartUploadAfter(Duration.days(1));
        return prefix.isEmpty() ? rule.build() : rule.prefix(prefix).build();
    }

    private Bucket in(Stack stack) {
        Bucket bucket = Bucket.Builder.create(stack, id)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                .minimumTlsVersion(1.2)
                .lifecycleRules(new TreeMap<>(days)
                        .entrySet().stream()
                                .map(each -> rule(each.getKey(), each.getValue()))
                                .toList())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        StackOutput.tell(stack, id + "Bucket", says, bucket.getBucketName());
        return bucket;
    }
}
