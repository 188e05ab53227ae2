package dev.ringlock.standalone.command;

import dev.ringlock.standalone.CommandData;
import dev.ringlock.standalone.ServerSettings;
import java.util.function.Supplier;

/**
 * The folder that the settings of this process name.
 *
 * @param from reads the settings once a command needs them, because help needs none
 */
record OwnData(Supplier<ServerSettings> from) implements DataAccess {

    @Override
    public ServerSettings settings() {
        return from.get();
    }

    @Override
    public CommandData open() {
        return CommandData.open(settings());
    }
}
