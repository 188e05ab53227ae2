package dev.ringlock.reconcile;

import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.provider.BlockList;
import dev.ringlock.provider.BlockListUnavailableException;
import dev.ringlock.provider.BlockPage;
import dev.ringlock.provider.BlockedNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A provider's block list, of pages of two. */
public final class ListInMemory implements BlockList {

    private static final int PAGE = 2;

    private final List<BlockedNumber> lines = new ArrayList<>();
    private final Set<String> added = new TreeSet<>();
    private final Set<String> refused = new HashSet<>();
    private boolean whole = true;
    private boolean open = true;
    private int failsAt = Integer.MAX_VALUE;
    private int staysAt = Integer.MAX_VALUE;

    public ListInMemory has(String number, @Nullable Instant since, String... senders) {
        lines.add(new BlockedNumber(number, Set.of(senders), since));
        return this;
    }

    ListInMemory readOnly() {
        open = false;
        return this;
    }

    ListInMemory ofThePast() {
        whole = false;
        return this;
    }

    /** It does not answer for that page. */
    ListInMemory failsAt(int page) {
        failsAt = page;
        return this;
    }

    /** That page says that it is the next one too. */
    ListInMemory staysAt(int page) {
        staysAt = page;
        return this;
    }

    ListInMemory refuses(String number) {
        refused.add(number);
        return this;
    }

    void lose(String number) {
        lines.removeIf(line -> line.number().equals(number));
    }

    /** What was added: the sender and the number. */
    Set<String> added() {
        return added;
    }

    @Override
    public boolean isWhole() {
        return whole;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public BlockPage page(@Nullable String cursor, Instant now) {
        int page = cursor == null ? 0 : Integer.parseInt(cursor);
        if (page == failsAt) {
            throw new BlockListUnavailableException("a provider answered 500");
        }
        int end = Math.min(lines.size(), (page + 1) * PAGE);
        if (page == staysAt) {
            return new BlockPage(lines.subList(page * PAGE, end), cursor);
        }
        return new BlockPage(lines.subList(page * PAGE, end), end < lines.size() ? String.valueOf(page + 1) : null);
    }

    @Override
    public Set<PhoneNumber> add(List<PhoneNumber> numbers, String sender) {
        Set<PhoneNumber> not = new HashSet<>();
        for (PhoneNumber number : numbers) {
            if (refused.contains(number.e164())) {
                not.add(number);
            } else if (added.add(sender + " " + number.e164())) {
                has(number.e164(), null, sender);
            }
        }
        return not;
    }
}
