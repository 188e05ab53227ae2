package dev.ringlock.standalone.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String PARAMETERS = "$argon2id$v=19$m=19456,t=2,p=1$";

    private final Passwords passwords = new Passwords();

    @Test
    void theHashSaysHowItWasMadeAndIsAnotherOneEachTime() {
        String hash = passwords.hash(PASSWORD);

        assertTrue(hash.startsWith(PARAMETERS), hash);
        assertNotEquals(hash, passwords.hash(PASSWORD));
        assertTrue(passwords.match(PASSWORD, hash));
        assertFalse(passwords.match(PASSWORD + " ", hash));
        assertFalse(passwords.match("", hash));
    }

    @Test
    void anUnknownNameCostsTheSameWork() {
        assertTrue(Passwords.NOBODYS.startsWith(PARAMETERS));
        assertEquals(passwords.hash(PASSWORD).length(), Passwords.NOBODYS.length());
        assertFalse(passwords.match("", Passwords.NOBODYS));
    }

    @Test
    void theSameLettersAreTheSamePasswordHoweverAKeyboardWritesThem() {
        assertTrue(passwords.match("cafe\u0301 terrasse", passwords.hash("caf\u00e9 terrasse")));
    }

    @Test
    void aMadePasswordIsLongAndNeverTheSame() {
        String made = passwords.make();

        assertTrue(made.matches("([a-z2-9]{4}-){4}[a-z2-9]{4}"), made);
        assertNotEquals(made, passwords.make());
        assertEquals(Optional.empty(), Passwords.refusal("ana", made));
    }

    @Test
    void aPasswordThatIsEasilyGuessedIsRefused() {
        for (String password :
                List.of("", "elevenchars", "aaaaaaaaaaaa", "abababababab", "x".repeat(300), "myAnaPassword")) {
            assertTrue(Passwords.refusal("ana", password).isPresent(), password);
        }
        assertEquals(Optional.empty(), Passwords.refusal("ana", PASSWORD));
    }
}
