package dev.ringlock.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Template;

/** The stack of the example policy, synthesised once for all tests. */
final class Synthesised {

    static final Path EXAMPLE = Path.of("../src/main/resources/policy/harbour-books.yaml");
    static final Path SCHEMA = Path.of("../src/main/resources/schema/tables.json");
    static final OwnersPolicy POLICY = OwnersPolicy.read(EXAMPLE);

    /** A line of the settings. */
    static final String MACHINES = "machines = newsletter=links, shop-two=decide:marketing links, till=decide:service";

    private static @Nullable Synthesised done;

    private final RinglockStack stack;
    private final Template template;

    private Synthesised() {
        App app = new App(AppProps.builder()
                .outdir(Path.of("target", "cdk").toString())
                .context(Map.of("aws:cdk:version-reporting", false))
                .analyticsReporting(false)
                .build());
        DeploymentSettings settings = settings(MACHINES);
        stack = new RinglockStack(
                app,
                "ringlock",
                StackProps.builder().terminationProtection(true).build(),
                sources(settings, POLICY));
        Aspects.of(app).add(new AwsSolutionsChecks());
        template = Template.fromStack(stack);
    }

    static synchronized Synthesised stack() {
        if (done == null) {
            done = new Synthesised();
        }
        return done;
    }

    /** A copy, which a test may change. */
    Map<String, Object> template() {
        return TemplateJson.copy(template.toJSON());
    }

    Annotations annotations() {
        return Annotations.fromStack(stack);
    }

    static DeploymentSettings settings(String... more) {
        Path folder = folder();
        String lines = """
                policy = %s
                administrators = arn:aws:iam::123456789012:role/KeyAdministrator
                alarms = alarms@harbour-books.example
                code = %s
                reassigned = https://numbers.example/reassigned
                """.formatted(EXAMPLE.toAbsolutePath(), standIn(folder).toAbsolutePath());
        try {
            Path file = folder.resolve("settings.properties");
            return DeploymentSettings.read(Files.writeString(file, lines + String.join("\n", more)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The template of other settings or another policy. */
    static Map<String, Object> template(DeploymentSettings settings, OwnersPolicy policy, boolean isProtected) {
        return template(new App(), settings, policy, isProtected);
    }

    static Map<String, Object> template(
            App app, DeploymentSettings settings, OwnersPolicy policy, boolean isProtected) {
        RinglockStack stack = new RinglockStack(
                app,
                "ringlock",
                StackProps.builder().terminationProtection(isProtected).build(),
                sources(settings, policy));
        return TemplateJson.copy(Template.fromStack(stack).toJSON());
    }

    static RinglockStack.Sources sources(DeploymentSettings settings, OwnersPolicy policy) {
        return new RinglockStack.Sources(settings, policy, SCHEMA, FunctionZip.with(settings, folder()));
    }

    /** As small as a function.zip can be: the real one takes minutes to build and is not looked into here. */
    static Path standIn(Path folder) {
        Path zip = folder.resolve("stand-in.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : List.of("bootstrap", "policy.yaml")) {
                ZipEntry entry = new ZipEntry(name);
                entry.setTime(0);
                out.putNextEntry(entry);
                out.write(name.equals("bootstrap") ? elf(62) : "stand-in".getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zip;
    }

    /** The head of an executable of Linux for that processor. */
    static byte[] elf(int machine) {
        byte[] head = Arrays.copyOf(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}, 64);
        head[18] = (byte) machine;
        return head;
    }

    static Path folder() {
        try {
            Path target = Files.createDirectories(Path.of("target", "stand-ins"));
            return Files.createTempDirectory(target, "zip");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
