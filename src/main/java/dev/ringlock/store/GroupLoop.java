package dev.ringlock.store;

import dev.ringlock.consent.Contact;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.ChangePlan.Answer;
import dev.ringlock.store.ChangePlan.Write;
import dev.ringlock.store.CommitResult.Settled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The loop for many changes: it reads, asks and commits for all of them at once, until each has its answer. */
final class GroupLoop<T> {

    private final Store store;
    private final List<GroupedChange<T>> changes;
    private final Runnable decided;
    private final Map<Integer, T> answers = new HashMap<>();
    private boolean begun;

    /** @param place among the changes, and in their answers */
    private record PlannedChange<T>(int place, ChangePlan<T> plan) {}

    /** @param decided runs before anything is written */
    GroupLoop(Store store, List<GroupedChange<T>> changes, Runnable decided) {
        this.store = store;
        this.changes = List.copyOf(changes);
        this.decided = decided;
    }

    List<T> answers() {
        if (changes.isEmpty()) {
            decided.run();
        }
        while (answers.size() < changes.size()) {
            // one answer more is a race that somebody won
            int before = answers.size();
            WonRace.of(() -> {
                List<Integer> round = round();
                List<PlannedChange<T>> planned = planned(round);
                if (!begun) {
                    begun = true;
                    decided.run();
                }
                write(planned);
                return answers.size() > before ? Optional.of(round) : Optional.empty();
            });
        }
        List<T> all = new ArrayList<>();
        for (int place = 0; place < changes.size(); place++) {
            all.add(answers.get(place));
        }
        return all;
    }

    /** The changes without an answer whose contacts no earlier one of them needs. */
    private List<Integer> round() {
        List<Integer> round = new ArrayList<>();
        Set<ContactId> taken = new HashSet<>();
        for (int place = 0; place < changes.size(); place++) {
            if (!answers.containsKey(place)) {
                List<ContactId> ids = changes.get(place).ids();
                if (ids.stream().noneMatch(taken::contains)) {
                    round.add(place);
                }
                taken.addAll(ids);
            }
        }
        return round;
    }

    private List<PlannedChange<T>> planned(List<Integer> round) {
        List<ContactId> ids = round.stream()
                .flatMap(place -> changes.get(place).ids().stream())
                .distinct()
                .toList();
        Map<ContactId, Contact> contacts = new HashMap<>();
        store.load(ids).forEach(contact -> contacts.put(contact.id(), contact));
        List<PlannedChange<T>> planned = new ArrayList<>();
        for (int place : round) {
            GroupedChange<T> change = changes.get(place);
            List<Contact> own = change.ids().stream().map(contacts::get).toList();
            planned.add(new PlannedChange<>(place, change.rule().apply(own)));
        }
        return planned;
    }

    /** Writes what the plans want, step by step. A change that loses a race is left for the next round. */
    private void write(List<PlannedChange<T>> planned) {
        List<PlannedChange<T>> left = planned;
        while (!left.isEmpty()) {
            List<PlannedChange<T>> writing = new ArrayList<>();
            List<Write<T>> writes = new ArrayList<>();
            for (PlannedChange<T> each : left) {
                if (each.plan() instanceof Answer<T> answer) {
                    answers.put(each.place(), answer.answer());
                } else if (each.plan() instanceof Write<T> write) {
                    writing.add(each);
                    writes.add(write);
                }
            }
            left = settled(writing, writes);
        }
    }

    private List<PlannedChange<T>> settled(List<PlannedChange<T>> writing, List<Write<T>> writes) {
        if (writes.isEmpty()) {
            return List.of();
        }
        List<CommitResult> results =
                store.commitAll(writes.stream().map(Write::commit).toList());
        List<PlannedChange<T>> next = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i) instanceof Settled settled) {
                next.add(new PlannedChange<>(
                        writing.get(i).place(), writes.get(i).then().apply(settled)));
            }
        }
        return next;
    }
}
