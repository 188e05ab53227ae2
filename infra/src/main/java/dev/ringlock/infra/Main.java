package dev.ringlock.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/** The CDK app, which the script {@code deploy} runs: {@code cdk deploy -c settings=FILE}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        App app = new App();
        try {
            Object file = app.getNode().tryGetContext("settings");
            if (file == null) {
                throw new SettingsMistake("name the file of settings: infra/deploy FILE");
            }
            Settings settings = Settings.read(Path.of(file.toString()));
            OwnersPolicy policy = OwnersPolicy.read(settings.policy());
            Path zip = FunctionZip.with(settings, Files.createTempDirectory("ringlock"));
            Path schema = Path.of("../src/main/resources/schema/tables.json");
            new RinglockStack(
                    app,
                    "ringlock",
                    StackProps.builder()
                            .stackName(settings.prefix() + "stack")
                            .env(Environment.builder()
                                    .account(System.getenv("CDK_DEFAULT_ACCOUNT"))
                                    .region(System.getenv("CDK_DEFAULT_REGION"))
                                    .build())
                            .terminationProtection(true)
                            .build(),
                    new RinglockStack.Sources(settings, policy, schema, zip),
                    RinglockStack.Extent.BUILT);
            Aspects.of(app).add(new AwsSolutionsChecks());
            app.synth();
        } catch (SettingsMistake e) {
            System.err.println("Ringlock: " + e.getMessage());
            System.exit(1);
        }
    }
}
