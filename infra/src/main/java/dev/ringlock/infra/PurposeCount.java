package dev.ringlock.infra;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.cxapi.CloudFormationStackArtifact;

/** The number of purposes that one stack holds. It is found by making the stack, so that it cannot be wrong. */
final class PurposeCount {

    private final RinglockStack.Sources sources;

    PurposeCount(RinglockStack.Sources sources) {
        this.sources = sources;
    }

    /** One line instead of a deployment that AWS refuses. */
    static void check(RinglockStack.Sources sources) {
        int purposes = sources.policy().purposes().size();
        PurposeCount count = new PurposeCount(sources);
        count.exceeded(purposes).ifPresent(limit -> {
            throw new SettingsMistake("the policy has " + purposes + " purposes, and one stack holds "
                    + count.most(purposes) + " of them: with all there would be " + limit);
        });
    }

    /** The most of these purposes that fit. */
    private int most(int tooMany) {
        int fit = 0;
        int exceed = tooMany;
        while (exceed - fit > 1) {
            int middle = (fit + exceed) / 2;
            if (exceeded(middle).isEmpty()) {
                fit = middle;
            } else {
                exceed = middle;
            }
        }
        return fit;
    }

    /** The limit that the first so many purposes would exceed. */
    Optional<String> exceeded(int purposes) {
        App app = new App(AppProps.builder()
                .outdir(Path.of("target", "trial").toString())
                // the CDK's own limit, which it tells as a fault of the program
                .context(Map.of("@aws-cdk/core:stackResourceLimit", 0))
                .analyticsReporting(false)
                .build());
        new RinglockStack(app, "trial", null, sources.withPurposes(purposes));
        CloudFormationStackArtifact made = app.synth().getStackArtifact("trial");
        return StackLimits.exceeded(made.getTemplate(), Path.of(made.getTemplateFullPath()));
    }
}
