package dev.ringlock.reply;

/** Letters and digits that people write in place of a Latin letter that looks the same. */
final class Lookalikes {

    // Lower-case letters, chosen by how their capitals look too: Cyrillic, Greek, small capitals, digits.
    private static final String WRITTEN =
            "авекмнорстухіјѕԁԛԝһп" + "αβεζηικμνορτυχσ" + "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ" + "ıłøđħɑɡȷƨ" + "0134578";
    private static final String MEANT =
            "abekmhopctyxijsdqwhp" + "abezhikmnoptyxs" + "abcdefghijklmnoprstuvwyz" + "ilodhagjs" + "oieastb";

    static {
        if (WRITTEN.length() != MEANT.length()) {
            throw new IllegalStateException("a look-alike has no letter");
        }
    }

    private Lookalikes() {}

    /**
     * The word in Latin letters. The same letters if it has none to replace. Short words and plain digits stay as they
     * are.
     */
    static char[] latin(char[] letters, int start, int end) {
        char[] latin = new char[end - start];
        boolean letter = false;
        for (int i = start; i < end; i++) {
            char c = letters[i];
            letter |= Character.isLetter(c);
            int at = c >= 'a' && c <= 'z' ? -1 : WRITTEN.indexOf(c);
            latin[i - start] = at < 0 ? c : MEANT.charAt(at);
        }
        return letter ? latin : java.util.Arrays.copyOfRange(letters, start, end);
    }

    static boolean mayBe(char[] letters, int start, int end) {
        if (end - start < 4) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (letters[i] < 'a' || letters[i] > 'z') {
                return true;
            }
        }
        return false;
    }
}
