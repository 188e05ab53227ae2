package dev.ringlock.terms;

/**
 * A use of a number, by its id in the policy: a lower-case letter, then up to 30 lower-case letters, digits
 * and dashes.
 */
public record Purpose(String id) implements Comparable<Purpose> {

    private static final int LONGEST = 31;

    /** Reserved: re-checking and re-keying numbers. Nobody asks for it by itself; every notice names it. */
    public static final Purpose MAINTENANCE = new Purpose("maintenance");

    /** Reserved: the texts of held messages, for the decision on them alone. It is no use of a number. */
    public static final Purpose HELD = new Purpose("held");

    /** Reserved: the parts of files to import, from their upload until their import has ended. It is no use of a number. */
    public static final Purpose IMPORT = new Purpose("import");

    /** Before the id of a dataset. It is reserved: no purpose of a policy has a slash. */
    private static final String DATASET = "dataset/";

    public Purpose {
        if (!isId(id) && !id.startsWith(DATASET)) {
            throw new IllegalArgumentException("not a purpose's id");
        }
    }

    /**
     * Reserved: what belongs to one dataset, its key of pseudonyms and its rows. It is no use of a number.
     *
     * @param id the dataset's
     */
    public static Purpose ofDataset(String id) {
        return new Purpose(DATASET + id);
    }

    /** Whether the text is the id of a purpose that a policy may declare, or of a reserved word. */
    public static boolean isId(String text) {
        if (text.isEmpty() || text.length() > LONGEST || !isLetter(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetter(c) && (c < '0' || c > '9') && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    @Override
    public int compareTo(Purpose other) {
        return id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return id;
    }
}
