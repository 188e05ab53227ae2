package dev.ringlock.standalone.command;

import dev.ringlock.standalone.connection.AcceptedConnections;
import io.quarkus.runtime.Quarkus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Runs the server until it is stopped. Quarkus ends the process with 1 if the start is refused. */
@Command(
        name = "start",
        description = "Starts in lasting mode: your policy (RINGLOCK_POLICY), your keys, no demo pages.",
        footer = {"", "Example:", "  RINGLOCK_POLICY=policy.yaml RINGLOCK_PORT=9000 java -jar ringlock.jar start"})
final class StartCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        System.setProperty(AcceptedConnections.ENABLED, "serviceload");
        Quarkus.run();
        return 0;
    }
}
