package dev.ringlock.lambda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What {@code function.zip} holds, and what it must not hold. */
class FunctionZipIT {

    /** Words in the names of files that belong to the one-machine server, its engines or the tests'. */
    private static final List<String> NOT_HERE = List.of(
            "sqlite", "ringlock/standalone", "keys/file", "vertx-http", "io/netty", "local/stored", "dynamodblocal");

    /** Groups whose parts are all under the Apache License. Any other part is named in NOTICE with its licence. */
    private static final Pattern APACHE = Pattern.compile(
            "lib/(com\\.amazonaws|com\\.fasterxml|com\\.googlecode|com\\.nimbusds|io\\.cloudevents"
                    + "|io\\.quarkiverse|io\\.quarkus|io\\.smallrye|jakarta\\.enterprise|jakarta\\.inject|joda-time|org\\.eclipse\\.microprofile"
                    + "|org\\.jboss|org\\.jctools|org\\.jspecify|org\\.snakeyaml|org\\.wildfly|software\\.amazon)\\..*");

    private static final Pattern PART = Pattern.compile("lib/.*\\.([a-z][a-z0-9]*(?:-[a-z]+)*)-\\d[^/]*\\.jar");

    private static final Path ZIP = Path.of("target/lambda/function.zip");

    @Test
    void theOneMachineServerIsNotInIt() throws IOException {
        List<String> names = names();
        assertTrue(names.contains("dev/ringlock/capture/CaptureFunction.class"), names::toString);
        assertTrue(names.contains("software/amazon/awssdk/services/kms/KmsClient.class"), "jars are not looked into");
        assertEquals(
                List.of(),
                names.stream()
                        .filter(name -> NOT_HERE.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains))
                        .toList());
    }

    @Test
    void thePolicyIsBesideTheCode() throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile());
                InputStream policy = zip.getInputStream(zip.getEntry("policy.yaml"))) {
            assertArrayEquals(
                    Files.readAllBytes(Path.of("src/main/resources/policy/harbour-books.yaml")), policy.readAllBytes());
        }
    }

    @Test
    void theLicenceAndTheNoticeAreBesideTheCode() throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            for (String name : List.of("LICENSE", "NOTICE")) {
                try (InputStream text = zip.getInputStream(zip.getEntry(name))) {
                    assertArrayEquals(Files.readAllBytes(Path.of(name)), text.readAllBytes(), name);
                }
            }
        }
    }

    @Test
    void eachPartUnderAnotherLicenceIsInTheNotice() throws IOException {
        String notice = Files.readString(Path.of("NOTICE"));
        List<String> named = new ArrayList<>();
        for (String name : names()) {
            Matcher part = PART.matcher(name);
            if (part.matches() && !APACHE.matcher(name).matches()) {
                named.add(name);
                assertTrue(notice.contains(part.group(1)), name);
            }
        }
        assertTrue(named.size() >= 10, named::toString);
    }

    /** All files in it, those in its jars too. */
    private static List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                names.add(entry.getName());
                if (entry.getName().endsWith(".jar")) {
                    try (ZipInputStream jar = new ZipInputStream(zip.getInputStream(entry))) {
                        for (ZipEntry inner = jar.getNextEntry(); inner != null; inner = jar.getNextEntry()) {
                            names.add(inner.getName());
                        }
                    }
                }
            }
        }
        return names;
    }
}
