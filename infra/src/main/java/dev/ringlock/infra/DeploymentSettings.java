package dev.ringlock.infra;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An owner's choices, from a file of settings that stays with them; docs/deploy.md explains each.
 *
 * @param policy the owner's policy file, which goes beside the executable
 * @param administrators ARNs of the roles that may administer the keys
 * @param alarms mail addresses that alarms are sent to
 * @param code the built function.zip
 * @param prefix of the names of tables and functions
 * @param arm64 whether functions run on arm64; if not, on x86-64
 * @param logDays days that logs are kept
 * @param front the API's host name, if CloudFront with a firewall stands before it; empty if not
 * @param reassigned the address that knows which numbers were given up; empty if nobody is asked
 * @param concurrency how many of a function may run at a time, by its name
 * @param domain the owner's domain; none if the API's own name does
 * @param machines the owner's other systems that call the API
 * @param signingKey the number of the signing key: a higher one makes another key
 * @param ownMacKey whether the owner brings the secret of the MAC key along
 */
record DeploymentSettings(
        Path policy,
        List<String> administrators,
        List<String> alarms,
        Path code,
        String prefix,
        boolean arm64,
        int logDays,
        String front,
        String reassigned,
        Map<String, Integer> concurrency,
        Optional<OwnDomain> domain,
        List<Machine> machines,
        int signingKey,
        boolean ownMacKey) {

    private static final Set<String> NAMES = Set.of(
            "policy",
            "administrators",
            "alarms",
            "code",
            "prefix",
            "architecture",
            "logDays",
            "front",
            "reassigned",
            "concurrency",
            "domain",
            "certificate",
            "machines",
            "signingKey",
            "macKey");
    /** Seen from this project, in whose folder the CDK runs it. */
    private static final String BUILT = Path.of("../target/native/function.zip")
            .toAbsolutePath()
            .normalize()
            .toString();

    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]+");
    private static final Pattern PREFIX = Pattern.compile("(?!.*(aws|amazon|cognito))[a-z][a-z0-9-]{0,19}-");
    private static final Pattern MAIL_ADDRESS = Pattern.compile("[^@\\s,]+@[^@\\s,]+");
    private static final Pattern HOST = Pattern.compile("([a-z0-9-]+\\.)+[a-z]+|");
    private static final Pattern ADDRESS = Pattern.compile("https://[^\\s,]+|");
    /** The days that CloudWatch can keep logs for, up to a year. */
    private static final Set<String> LOG_DAYS =
            Set.of("1", "3", "5", "7", "14", "30", "60", "90", "120", "150", "180", "365");

    DeploymentSettings {
        administrators = List.copyOf(administrators);
        alarms = List.copyOf(alarms);
        concurrency = Map.copyOf(concurrency);
        machines = List.copyOf(machines);
    }

    /** Reads the file; paths in it are seen from where it lies. */
    static DeploymentSettings read(Path file) {
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
        } catch (IOException e) {
            throw new SettingsMistake("the file of settings cannot be read: " + file, e);
        }
        Set<String> unknown = new TreeSet<>(values.stringPropertyNames());
        unknown.removeAll(NAMES);
        if (!unknown.isEmpty()) {
            throw new SettingsMistake("unknown settings: " + unknown + "; known are " + new TreeSet<>(NAMES));
        }
        Path folder = file.toAbsolutePath().resolveSibling("");
        return new DeploymentSettings(
                folder.resolve(one(values, "policy", null, Pattern.compile(".+"), "the path of your policy file")),
                many(
                        values,
                        "administrators",
                        ROLE,
                        "ARNs of IAM roles that administer the keys, such as"
                                + " arn:aws:iam::123456789012:role/KeyAdministrator"),
                many(values, "alarms", MAIL_ADDRESS, "mail addresses that alarms go to"),
                folder.resolve(one(values, "code", BUILT, Pattern.compile(".+"), "the path of function.zip")),
                one(
                        values,
                        "prefix",
                        "ringlock-",
                        PREFIX,
                        "lower-case letters and digits, with a dash at the end, and without `aws`, `amazon` and"
                                + " `cognito`, which the address of the sign-in may not have"),
                one(values, "architecture", "x86_64", Pattern.compile("x86_64|arm64"), "x86_64 or arm64")
                        .equals("arm64"),
                Integer.parseInt(one(
                        values,
                        "logDays",
                        "30",
                        Pattern.compile(String.join("|", LOG_DAYS)),
                        "a number of days that CloudWatch knows: " + new TreeSet<>(LOG_DAYS))),
                one(values, "front", "", HOST, "the API's host name, which the output Address shows"),
                one(values, "reassigned", "", ADDRESS, "an https:// address"),
                concurrency(values.getProperty("concurrency", "")),
                OwnDomain.read(values),
                Machine.read(values.getProperty("machines", "")),
                Integer.parseInt(one(
                        values,
                        "signingKey",
                        "1",
                        Pattern.compile("[1-9]\\d{0,2}"),
                        "a number of at most three digits; the next one makes another signing key")),
                one(values, "macKey", "made", Pattern.compile("made|imported"), "made or imported")
                        .equals("imported"));
    }

    private static String one(Properties values, String name, @Nullable String otherwise, Pattern shape, String what) {
        String value = values.getProperty(name, otherwise);
        if (value == null || !shape.matcher(value.strip()).matches()) {
            throw new SettingsMistake("setting `" + name + "` has to be " + what);
        }
        return value.strip();
    }

    private static List<String> many(Properties values, String name, Pattern shape, String what) {
        List<String> found = Arrays.stream(values.getProperty(name, "").split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
        if (found.isEmpty()
                || !found.stream().allMatch(value -> shape.matcher(value).matches())) {
            throw new SettingsMistake(
                    "setting `" + name + "` has to be " + what + "; several with commas between them");
        }
        return found;
    }

    /** An opt-out is never made to wait behind a limit, so {@code inbound} has none. */
    private static Map<String, Integer> concurrency(String text) {
        Map<String, Integer> found = new TreeMap<>();
        for (String part : text.isBlank() ? new String[0] : text.split(",")) {
            if (!part.strip().matches("[a-z0-9-]+=[1-9]\\d{0,3}")
                    || part.strip().startsWith("inbound=")) {
                throw new SettingsMistake(
                        "setting `concurrency` has to be such as capture=50,pages=20, and names no `inbound`");
            }
            String[] pair = part.strip().split("=", 2);
            found.put(pair[0], Integer.parseInt(pair[1]));
        }
        return found;
    }
}
