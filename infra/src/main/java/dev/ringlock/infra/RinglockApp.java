package dev.ringlock.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/** The CDK app, which the script {@code deploy} runs: {@code cdk deploy -c settings=FILE}. */
public final class RinglockApp {

    private static final @Nullable String ACCOUNT = System.getenv("CDK_DEFAULT_ACCOUNT");
    private static final @Nullable String HOME = System.getenv("CDK_DEFAULT_REGION");

    private RinglockApp() {}

    public static void main(String[] arguments) throws IOException {
        App app = new App();
        try {
            Object file = app.getNode().tryGetContext("settings");
            if (file == null) {
                throw new SettingsMistake("name the file of settings: infra/deploy FILE");
            }
            DeploymentSettings settings = DeploymentSettings.read(Path.of(file.toString()));
            settings.domain().ifPresent(domain -> domain.checkPlace(ACCOUNT, HOME));
            OwnersPolicy policy = OwnersPolicy.read(settings.policy());
            Path zip = FunctionZip.with(settings, Files.createDirectories(Path.of("target", "zip")));
            Path schema = Path.of("../src/main/resources/schema/tables.json");
            RinglockStack.Sources sources = new RinglockStack.Sources(settings, policy, schema, zip);
            PurposeCount.check(sources);
            // a first deployment is made without, and protected by a second one
            boolean isProtected = !"off".equals(app.getNode().tryGetContext("protection"));
            new RinglockStack(app, "ringlock", in(HOME, settings.prefix() + "stack", isProtected), sources);
            if (!settings.front().isEmpty()) {
                // it holds nothing, and its own first deployment may fail and be repeated too
                new FrontStack(app, "front", in(FrontStack.REGION, FrontStack.name(settings, HOME), false), settings);
            }
            Aspects.of(app).add(new AwsSolutionsChecks());
            app.synth();
        } catch (SettingsMistake e) {
            System.err.println("Ringlock: " + e.getMessage());
            System.exit(1);
        }
    }

    /** The account and region that the CDK's command line is signed in to; none when it only synthesises. */
    private static StackProps in(@Nullable String region, String name, boolean isProtected) {
        return StackProps.builder()
                .stackName(name)
                .env(Environment.builder().account(ACCOUNT).region(region).build())
                .terminationProtection(isProtected)
                .build();
    }
}
