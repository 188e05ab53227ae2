package dev.ringlock.standalone;

import dev.ringlock.standalone.connection.AcceptedConnections;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;

/** {@code java -jar ringlock.jar} runs in lasting mode, {@code --demo} in demo mode. */
@QuarkusMain
public final class Main {

    private static final String USAGE = """
            Usage: java -jar ringlock.jar [--demo]

              (nothing)  lasting mode: your policy (RINGLOCK_POLICY), your keys, no demo pages
              --demo     the example policy and keys of its own, to try it out; on this machine only

            Settings are environment variables; the README lists them.""";

    private Main() {}

    public static void main(String... args) {
        List<String> options = List.of(args);
        if (options.contains("--help") || options.contains("-h")) {
            System.out.println(USAGE);
        } else if (!List.of("--demo").containsAll(options)) {
            System.err.println(USAGE);
            System.exit(2);
        } else {
            if (options.contains("--demo")) {
                System.setProperty("ringlock.demo", "true");
            }
            System.setProperty(AcceptedConnections.ENABLED, "serviceload");
            Quarkus.run(args);
        }
    }
}
