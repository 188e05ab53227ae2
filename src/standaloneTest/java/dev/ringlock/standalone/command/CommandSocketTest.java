package dev.ringlock.standalone.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.imports.run.ImportsOnStore;
import dev.ringlock.standalone.CommandData;
import dev.ringlock.standalone.ServerSettings;
import dev.ringlock.standalone.SettingsForTests;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands beside a server: the server does their work, and asks them for what is typed and for files. */
class CommandSocketTest {

    private static final String MAPPING = "source: crm\ncolumns: {}\n";

    private final Map<String, String> settings = new HashMap<>();
    private final Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private RelayedCommands server;

    CommandSocketTest(@TempDir Path folder) {
        this.folder = folder;
        settings.put("ringlock.host", "127.0.0.1");
        settings.put("ringlock.port", "0");
        settings.put("ringlock.data", folder.resolve("data").toString());
        settings.put("ringlock.policy", "src/main/resources/policy/harbour-books.yaml");
        this.server = new RelayedCommands(settings());
    }

    @BeforeEach
    void addAna() throws IOException {
        assertEquals(0, run(typed(""), "staff", "add", "ana", "--roles", "privacy"), err::toString);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aCommandHasItsOutputErrorsAndExitCode() throws IOException {
        assertEquals(0, run(typed(""), "staff", "list"));
        assertTrue(out.toString().endsWith("ana  privacy" + System.lineSeparator()), out::toString);
        assertEquals(1, run(typed(""), "staff", "remove", "nobody"));
        assertEquals("There is no nobody.", err.toString().strip());
        assertEquals(2, run(typed(""), "staff", "add", "ben"), "without roles");
    }

    @Test
    void keysOfARunningServerRotateThroughIt() throws IOException {
        assertEquals(0, run(typed(""), "keys", "rotate", "--index"), err::toString);
        assertEquals(0, run(typed(""), "keys", "rotate", "--wrapping"), err::toString);
        assertEquals(0, run(typed(""), "keys", "status"), err::toString);
        assertTrue(out.toString().contains("version 2. Its rotation is in the phase: read."), out::toString);
        assertTrue(out.toString().contains("The wrapping key"), out::toString);
        assertEquals(1, run(typed(""), "keys", "rotate", "--signing"), "it would go on with the key before");
        assertEquals(0, run(typed(""), "staff", "reset", "ana"), err::toString);
    }

    @Test
    void nobodyElseOpensTheDatabaseMeanwhile() {
        String refused = assertThrows(ConfigurationException.class, () -> CommandData.open(settings()))
                .getMessage();
        assertTrue(refused.contains("has the folder"), refused);
    }

    @Test
    void aPasswordIsTypedAtTheCommandsOwnConsole() throws IOException {
        Typist typist = new Typist("correct horse battery", "correct horse battery");
        assertEquals(0, run(typist, "staff", "add", "ben", "--roles", "auditor", "--password"), err::toString);
        assertTrue(typist.secrets.isEmpty());
        assertFalse((out.toString() + err).contains("correct horse"), out::toString);
        assertEquals(
                1, run(new Typist("correct horse battery", "another horse"), "staff", "reset", "ben", "--password"));
        assertTrue(err.toString().contains("The two are not the same."), err::toString);
    }

    @Test
    void aPasswordWithoutAConsoleIsALineOfItsInput() throws IOException {
        assertEquals(
                0,
                run(typed("correct horse battery\n"), "staff", "add", "ben", "--roles", "auditor", "--password"),
                err::toString);
        assertEquals(1, run(typed(""), "staff", "add", "eve", "--roles", "auditor", "--password"));
    }

    @Test
    void filesAreReadAndMadeWhereTheCommandIs() throws IOException {
        assertEquals(1, run(typed(""), "import", folder + "/none.csv", "--map", folder + "/none.yaml", "--yes"));
        assertTrue(err.toString().contains("none.yaml is not there"), err::toString);
        // longer than a piece
        Path map = Files.writeString(folder.resolve("map.yaml"), MAPPING + "# " + "x".repeat(200_000));
        assertEquals(1, run(typed(""), "import", folder + "/none.csv", "--map", map.toString(), "--yes"));
        assertTrue(err.toString().contains("/"), err::toString);
        Path taken = Files.writeString(folder.resolve("taken.csv"), "mine");
        Path good = Files.writeString(folder.resolve("good.yaml"), ImportsOnStore.TO_MARKETING);
        Path file = Files.writeString(folder.resolve("contacts.csv"), "Phone\n+12025550123\n");
        assertEquals(
                1,
                run(
                        typed(""),
                        "import",
                        file.toString(),
                        "--map",
                        good.toString(),
                        "--report",
                        taken.toString(),
                        "--yes"));
        assertTrue(err.toString().contains("is there already"), err::toString);
        assertEquals("mine", Files.readString(taken));
    }

    @Test
    void aCommandThatGoesAwayHoldsUpNobody() throws IOException {
        CommandUser gone = new Typist() {
            @Override
            public Optional<String> secret(String prompt) {
                throw new IllegalStateException("killed");
            }
        };
        assertThrows(
                IllegalStateException.class,
                () -> run(gone, "staff", "add", "ben", "--roles", "auditor", "--password"));
        assertEquals(0, run(typed(""), "staff", "list"));
        assertFalse(out.toString().contains("ben"), out::toString);
    }

    @Test
    void whatIsNoCommandIsPassedOver() throws IOException {
        for (byte[] bytes : List.of(
                new byte[0],
                new byte[] {0, 127, 0, 0, 0},
                new byte[] {99, 0, 0, 0, 0},
                new byte[] {0, 0, 0, 0, 2, '{', '}'},
                "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII))) {
            try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                channel.connect(UnixDomainSocketAddress.of(settings().socket()));
                channel.write(ByteBuffer.wrap(bytes));
            }
        }
        assertEquals(0, run(typed(""), "staff", "list"));
        assertEquals(2, run(typed(""), "start"), "no command of the data");
    }

    @Test
    void theSocketIsItsOwnersAndGoesWithTheServer() throws IOException {
        Path socket = settings().socket();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
        server.close();
        assertFalse(Files.exists(socket));
        // a killed server leaves one behind
        Files.createFile(socket);
        assertTrue(ServedCommand.at(socket, typed(""), new PrintWriter(out), new PrintWriter(err))
                .isEmpty());
        server = new RelayedCommands(settings());
        assertEquals(0, run(typed(""), "staff", "list"));
    }

    private int run(CommandUser user, String... arguments) throws IOException {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return server.run(user, out, err, arguments);
    }

    private static CommandUser typed(String lines) {
        return new LocalUser(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
    }

    private ServerSettings settings() {
        return SettingsForTests.of(settings);
    }

    /** Somebody at a console who types these secrets. */
    private static class Typist implements CommandUser {

        final Deque<String> secrets;
        private final CommandUser files = typed("");

        Typist(String... secrets) {
            this.secrets = new ArrayDeque<>(List.of(secrets));
        }

        @Override
        public String name() {
            return "ana";
        }

        @Override
        public InputStream in() {
            return files.in();
        }

        @Override
        public boolean isAtTerminal() {
            return true;
        }

        @Override
        public boolean hasConsole() {
            return true;
        }

        @Override
        public Optional<String> secret(String prompt) {
            return Optional.of(secrets.remove());
        }

        @Override
        public InputStream read(String file) throws IOException {
            return files.read(file);
        }

        @Override
        public NewFile create(String file) throws IOException {
            return files.create(file);
        }
    }
}
