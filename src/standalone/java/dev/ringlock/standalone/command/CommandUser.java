package dev.ringlock.standalone.command;

import dev.ringlock.access.Actor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;

/**
 * Whoever gave a command: their name, their keyboard and their files. While a server does the command's work, these are at the
 * other end of a socket. What a command prints goes to picocli's two writers.
 */
interface CommandUser {

    /** The user's name at this machine. */
    String name();

    /** The person on the ledger: whoever may use this machine's data folder. */
    default Actor actor() {
        boolean plain = name().matches("[A-Za-z][A-Za-z._-]{0,31}");
        return new Actor(plain ? "cli:" + name() : "cli", Set.of());
    }

    /** Standard input. */
    InputStream in();

    /** Whether a line of the output can be written over. */
    boolean isAtTerminal();

    /**
     * A password or the like, typed without being shown.
     *
     * @return empty if nobody sits at a console: then lines come from a file or another program
     * @throws io.quarkus.runtime.configuration.ConfigurationException if it would be shown
     */
    Optional<String> secret(String prompt);

    /** Whether {@link #secret} asks a person. */
    boolean hasConsole();

    /**
     * A file to read.
     *
     * @throws IOException if it is not there, or may not be read
     */
    InputStream read(String file) throws IOException;

    /**
     * Makes a new file for its owner alone. Nothing is written over, and no link is followed.
     *
     * @throws java.nio.file.FileAlreadyExistsException if something is there
     * @throws IOException if it cannot be made
     */
    NewFile create(String file) throws IOException;

    /** A file that is being written. What is closed before {@link #keep} is deleted. */
    interface NewFile extends AutoCloseable {

        OutputStream content();

        /** It is whole. */
        void keep() throws IOException;

        @Override
        void close() throws IOException;
    }
}
