package dev.ringlock.standalone.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@link StartCommand} in demo mode. */
@Command(
        name = "demo",
        description = "Starts in demo mode: the example policy and keys of its own, on this machine only.",
        footer = {"", "Example:", "  RINGLOCK_DATA=/tmp/ringlock java -jar ringlock.jar demo"})
final class DemoCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        System.setProperty("ringlock.demo", "true");
        return new StartCommand().call();
    }
}
