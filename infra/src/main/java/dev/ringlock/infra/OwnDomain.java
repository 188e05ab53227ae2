package dev.ringlock.infra;

import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A domain of the owner's, at which people reach the deployment.
 *
 * @param certificate the ARN of its certificate in AWS Certificate Manager
 */
record OwnDomain(String name, String certificate) {

    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9]");
    private static final Pattern CERTIFICATE =
            Pattern.compile("arn:aws[a-z-]*:acm:(?<region>[a-z0-9-]+):(?<account>\\d{12}):certificate/[0-9a-f-]{36}");

    OwnDomain {
        if (!NAME.matcher(name).matches()) {
            throw new SettingsMistake(
                    "setting `domain` has to be a name such as consent.harbour-books.example, in lower case");
        }
        if (!CERTIFICATE.matcher(certificate).matches()) {
            throw new SettingsMistake("setting `certificate` has to be the ARN of the domain's certificate, such as"
                    + " arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555");
        }
    }

    static Optional<OwnDomain> read(Properties values) {
        String name = values.getProperty("domain", "").strip();
        String certificate = values.getProperty("certificate", "").strip();
        if (name.isEmpty() != certificate.isEmpty()) {
            throw new SettingsMistake("settings `domain` and `certificate` go together");
        }
        return name.isEmpty() ? Optional.empty() : Optional.of(new OwnDomain(name, certificate));
    }

    String address() {
        return "https://" + name;
    }

    /** Said here, because API Gateway would say it in the middle of the deployment. Without a sign-in both are null. */
    void checkPlace(@Nullable String account, @Nullable String region) {
        Matcher parts = CERTIFICATE.matcher(certificate);
        if (parts.matches() && (isOther(parts.group("account"), account) || isOther(parts.group("region"), region))) {
            throw new SettingsMistake("setting `certificate` is in " + parts.group("region") + " of account "
                    + parts.group("account") + ", and has to be in " + region + " of " + account
                    + ", where this is deployed");
        }
    }

    private static boolean isOther(String is, @Nullable String wanted) {
        return wanted != null && !wanted.equals(is);
    }
}
