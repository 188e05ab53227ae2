package dev.ringlock.standalone.command;

import dev.ringlock.policy.Policy;
import dev.ringlock.standalone.CommandData;
import dev.ringlock.standalone.ServerSettings;

/** The way from a command to the data: its own settings and folder, or those of the server that does its work. */
interface DataAccess {

    ServerSettings settings();

    /** @throws io.quarkus.runtime.configuration.ConfigurationException if it cannot be used, with what to do */
    CommandData open();

    /**
     * The same for a command that is about what is there: a folder without a database is another one than was meant.
     *
     * @throws io.quarkus.runtime.configuration.ConfigurationException likewise
     */
    default CommandData existing() {
        CommandData.refuseMissing(settings());
        return open();
    }

    /** @throws io.quarkus.runtime.configuration.ConfigurationException if it is not named, or has mistakes */
    default Policy policy() {
        return CommandData.policy(settings());
    }
}
