package dev.ringlock.standalone.archive;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Encryption for keys of age (age-encryption.org/v1, X25519), a chunk at a time. */
public final class AgeFile {

    private static final String IDENTITY = "AGE-SECRET-KEY-1";
    private static final int LARGEST_IDENTITY = 65_536;
    private static final int BUFFER = 65_536;

    private final List<RecipientStanzaWriter> recipients;

    private AgeFile(List<RecipientStanzaWriter> recipients) {
        this.recipients = recipients;
    }

    /**
     * For the owners of these public keys. Each can open the archive alone.
     *
     * @throws ArchiveRefusedException if one of them is none
     */
    public static AgeFile of(List<String> keys) {
        List<RecipientStanzaWriter> recipients = new ArrayList<>();
        for (String key : keys) {
            if (key.toUpperCase(Locale.ROOT).startsWith(IDENTITY)) {
                throw new ArchiveRefusedException(
                        "What is needed is a public key, which begins with age1. You gave a secret one: make a new pair"
                                + " with age-keygen, because that one may be in your shell's history now.");
            }
            try {
                recipients.add(X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(key));
            } catch (GeneralSecurityException | RuntimeException e) {
                throw new ArchiveRefusedException(
                        "What is needed is a public key of age, such as age-keygen shows. It begins with age1.");
            }
        }
        return new AgeFile(recipients);
    }

    /** It encrypts all that is written there. Close it, or the file ends too early. The stream below it stays open. */
    OutputStream encrypted(OutputStream to) throws IOException {
        try {
            return new BufferedOutputStream(
                    Channels.newOutputStream(new StandardEncryptingChannelFactory()
                            .newEncryptingChannel(Channels.newChannel(keptOpen(to)), recipients)),
                    BUFFER);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform cannot encrypt for age", e);
        }
    }

    private static OutputStream keptOpen(OutputStream to) {
        return new FilterOutputStream(to) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                to.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                to.flush();
            }
        };
    }

    /**
     * The content of an encrypted file.
     *
     * @param identity the file with the secret key, as age-keygen makes it
     * @throws ArchiveRefusedException if the file is not encrypted for that key, or its begin is damaged
     */
    static InputStream opened(InputStream from, Path identity) throws IOException {
        List<RecipientStanzaReader> readers = identities(identity);
        try {
            return new BufferedInputStream(
                    Channels.newInputStream(new StandardDecryptingChannelFactory()
                            .newDecryptingChannel(Channels.newChannel(from), readers)),
                    BUFFER);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new ArchiveRefusedException(
                    "The archive cannot be opened: it is for another key, or it is no archive, or it is damaged.");
        }
    }

    private static List<RecipientStanzaReader> identities(Path identity) throws IOException {
        List<RecipientStanzaReader> readers = new ArrayList<>();
        try (InputStream from = Files.newInputStream(identity)) {
            // a device has no size, and may have no end
            byte[] bytes = from.readNBytes(LARGEST_IDENTITY + 1);
            if (bytes.length > LARGEST_IDENTITY) {
                throw noIdentity(identity);
            }
            for (String line : new String(bytes, StandardCharsets.ISO_8859_1)
                    .lines()
                    .map(String::strip)
                    .filter(each -> each.startsWith(IDENTITY))
                    .toList()) {
                readers.add(X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(line));
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            throw noIdentity(identity);
        }
        if (readers.isEmpty()) {
            throw noIdentity(identity);
        }
        return readers;
    }

    private static ArchiveRefusedException noIdentity(Path identity) {
        return new ArchiveRefusedException(
                "The file " + identity + " has no secret key of age. It has a line that begins" + " with " + IDENTITY
                        + ", as age-keygen writes it. If a password encrypts it, open it with age -d first.");
    }
}
