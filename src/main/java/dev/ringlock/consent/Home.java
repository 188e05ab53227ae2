package dev.ringlock.consent;

import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.NumberIds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The contact in which a number lives. While the index key rotates, a number has an id under each version. Everything that
 * is done to the number is done to one of these contacts, and each process finds the same one in the same stored contacts:
 *
 * <ol>
 *   <li>the one with a consent that counts, or may come to count;
 *   <li>else the newest one that is stored, and has not gone on under another id;
 *   <li>else the one in which this process puts new contacts.
 * </ol>
 *
 * <p>Only the last step depends on what a process knows. Then nothing is stored that could be split, and the commit names
 * the others too: whoever comes second starts again from the read, and finds the first one's contact.
 */
public final class Home {

    private Home() {}

    /**
     * The contact in which the number lives, and after it all the others.
     *
     * @param found the contacts of these ids, in their order
     */
    public static List<Contact> first(NumberIds ids, List<Contact> found) {
        if (ids.own().size() == 1) {
            return found;
        }
        Contact home = of(found.subList(0, ids.own().size()));
        List<Contact> ordered = new ArrayList<>(List.of(home));
        found.stream().filter(contact -> contact != home).forEach(ordered::add);
        return ordered;
    }

    /**
     * The contacts in which the number could live instead. What is stored under versions before the last two stays as it is.
     *
     * @param ordered as {@link #first} gives them
     */
    public static List<Contact> others(NumberIds ids, List<Contact> ordered) {
        int newest = ids.own().stream().mapToInt(ContactId::version).max().orElseThrow();
        return ordered.stream()
                .skip(1)
                .filter(contact -> ids.own().contains(contact.id()))
                .filter(contact -> contact.id().version() >= newest - 1)
                .toList();
    }

    /**
     * Whether a move came between the reads of these contacts: the number is neither where it was nor where it went. It has to
     * be read again.
     */
    public static boolean isTorn(List<Contact> found) {
        return found.stream()
                .anyMatch(left -> found.stream()
                        .anyMatch(other -> other.version() == 0
                                && other.id().equals(left.quality().movedTo())));
    }

    private static Contact of(List<Contact> own) {
        List<Contact> newestFirst = own.stream()
                .sorted(Comparator.comparing((Contact contact) -> contact.id().version())
                        .reversed())
                .toList();
        return newestFirst.stream()
                .filter(contact -> contact.consents().values().stream().anyMatch(Consent::isOpen))
                .findFirst()
                // else a rule would not see its opt-outs, its question and what ended there
                .or(() -> newestFirst.stream()
                        .filter(contact -> contact.version() > 0 && !contact.isLeft())
                        .findFirst())
                .orElse(own.get(0));
    }
}
