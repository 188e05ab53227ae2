package dev.ringlock.store.dynamodb;

import dev.ringlock.consent.Contact;
import dev.ringlock.contactability.Eligibility;
import dev.ringlock.ledger.Entry;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.terms.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Turns a {@link Commit} into the items of one {@code TransactWriteItems}, and DynamoDB's refusal into a result. */
final class Transaction {

    /** @param guards whether a refusal of this item means that the whole commit succeeded before */
    private record TransactionItem(TransactWriteItem item, boolean guards) {}

    private static final String UNCHANGED = "version = :before";
    private static final String CONDITION_FAILED = "ConditionalCheckFailed";

    private static final String MET_ANOTHER = "TransactionConflict";
    private static final String NOTHING_WRONG = "None";

    private final String prefix;
    private final List<TransactionItem> writes = new ArrayList<>();

    private Transaction(String prefix) {
        this.prefix = prefix;
    }

    /**
     * @param prefix of the tables' names
     * @param now decides whether a guard row has expired
     */
    static Transaction of(Commit commit, String prefix, Instant now) {
        Transaction transaction = new Transaction(prefix);
        commit.once().forEach(row -> transaction.put(row, now));
        transaction.add(commit);
        commit.unchanged().forEach(transaction::check);
        Commit also = commit.also();
        if (also != null) {
            transaction.add(also);
        }
        return transaction;
    }

    List<TransactWriteItem> items() {
        return writes.stream().map(TransactionItem::item).toList();
    }

    /**
     * Reads why DynamoDB cancelled it. Each reason is about the item in the same place. A refused guard row comes back
     * with its reason, so the first answer is known without another read.
     *
     * @throws StoreUnavailableException if the reason was neither a condition nor another transaction
     */
    CommitResult cancelled(TransactionCanceledException refusal) {
        List<CancellationReason> reasons = refusal.cancellationReasons();
        boolean known = reasons.size() == writes.size();
        boolean conflict = false;
        for (int i = 0; known && i < reasons.size(); i++) {
            CancellationReason reason = reasons.get(i);
            boolean failed = CONDITION_FAILED.equals(reason.code());
            if (failed && writes.get(i).guards()) {
                return new CommitResult.Repeated(Items.guardRow(reason.item()));
            }
            boolean wrong = !NOTHING_WRONG.equals(reason.code());
            known = failed || !wrong || MET_ANOTHER.equals(reason.code());
            conflict |= wrong;
        }
        if (!known || !conflict) {
            throw new StoreUnavailableException("DynamoDB cancelled the transaction", refusal);
        }
        return new CommitResult.Stale();
    }

    /** Whether the condition of an item failed, or another transaction was at work on it. */
    static boolean isRace(CancellationReason reason) {
        return CONDITION_FAILED.equals(reason.code()) || MET_ANOTHER.equals(reason.code());
    }

    /** One contact's part of a commit. */
    private void add(Commit commit) {
        Contact contact = commit.contact();
        if (contact != null) {
            if (commit.leaves()) {
                delete(contact);
            } else {
                put(contact);
            }
            commit.deletes()
                    .forEach(purpose -> add(delete(DynamoDbTable.COMPARTMENTS, Items.key(purpose, contact.id()))));
            commit.marks().forEach(purpose -> mark(contact, purpose));
            commit.places().forEach(purpose -> place(contact, purpose));
            commit.erases()
                    .forEach(message ->
                            add(delete(DynamoDbTable.COMPARTMENTS, HoldItems.key(message.contact(), message.id()))));
            String subject = contact.id().value();
            commit.forgets()
                    .forEach(
                            entry -> // a missing entry was deleted by another commit; the contact may have begun anew
                                    // since
                                    add(delete(DynamoDbTable.LEDGER, Items.key(subject, entry))
                                            .conditionExpression("attribute_exists(subject)")));
        }
        commit.puts().forEach(compartment -> put(compartment, Eligibility.of(contact, compartment.purpose())));
        commit.texts().forEach(text -> put(false, put(DynamoDbTable.COMPARTMENTS, HoldItems.item(text))));
        commit.entries().forEach(this::put);
    }

    private void put(GuardRow once, Instant now) {
        put(
                true,
                put(DynamoDbTable.GUARD, Items.item(once))
                        .conditionExpression("attribute_not_exists(id) OR expiresAt <= :now")
                        .expressionAttributeValues(Map.of(":now", Items.instant(now)))
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
    }

    private void put(Contact contact) {
        Put.Builder put = put(DynamoDbTable.CONTACTS, Items.item(contact));
        if (contact.version() == 1) {
            put.conditionExpression("attribute_not_exists(contactId)");
        } else {
            put.conditionExpression(UNCHANGED).expressionAttributeValues(before(contact));
        }
        put(false, put);
    }

    /** Of a contact that is not written. */
    private void check(Contact read) {
        ConditionCheck.Builder check = ConditionCheck.builder()
                .tableName(DynamoDbTable.CONTACTS.name(prefix))
                .key(Items.key(read.id()));
        if (read.version() == 0) {
            check.conditionExpression("attribute_not_exists(contactId)");
        } else {
            check.conditionExpression(UNCHANGED)
                    .expressionAttributeValues(Map.of(":before", Items.number(read.version())));
        }
        writes.add(new TransactionItem(
                TransactWriteItem.builder().conditionCheck(check.build()).build(), false));
    }

    private void put(Compartment compartment, Eligibility mark) {
        put(false, put(DynamoDbTable.COMPARTMENTS, Items.item(compartment, mark)));
    }

    private void put(Entry entry) {
        put(false, put(DynamoDbTable.LEDGER, Items.item(entry)).conditionExpression("attribute_not_exists(subject)"));
    }

    private void put(boolean guards, Put.Builder put) {
        writes.add(
                new TransactionItem(TransactWriteItem.builder().put(put.build()).build(), guards));
    }

    private Put.Builder put(DynamoDbTable table, Map<String, AttributeValue> item) {
        return Put.builder().tableName(table.name(prefix)).item(item);
    }

    /** Only an existing compartment: else the update would make a row with nothing but the mark. */
    private void mark(Contact contact, Purpose purpose) {
        Map<String, AttributeValue> marks = Items.marks(Eligibility.of(contact, purpose));
        Update.Builder mark = Update.builder()
                .tableName(DynamoDbTable.COMPARTMENTS.name(prefix))
                .key(Items.key(purpose, contact.id()))
                .conditionExpression("attribute_exists(contactId)")
                .updateExpression(anew(marks));
        if (!marks.isEmpty()) {
            mark.expressionAttributeValues(marks.entrySet().stream()
                    .collect(Collectors.toMap(each -> ":" + each.getKey(), Map.Entry::getValue)));
        }
        writes.add(new TransactionItem(
                TransactWriteItem.builder().update(mark.build()).build(), false));
    }

    /** Replaces the row of the purpose. A consent that is gone has none. */
    private void place(Contact contact, Purpose purpose) {
        if (contact.consent(purpose) == null) {
            add(delete(DynamoDbTable.STATES, PlaceItems.key(contact.id(), purpose)));
        } else {
            put(false, put(DynamoDbTable.STATES, PlaceItems.item(contact, purpose)));
        }
    }

    /** Sets the given marks and removes the others. */
    private static String anew(Map<String, AttributeValue> marks) {
        String set = marks.keySet().stream().map(name -> name + " = :" + name).collect(Collectors.joining(", "));
        String removed =
                Items.MARKS.stream().filter(name -> !marks.containsKey(name)).collect(Collectors.joining(", "));
        return (set.isEmpty() ? "" : "SET " + set + " ") + (removed.isEmpty() ? "" : "REMOVE " + removed);
    }

    private void delete(Contact contact) {
        add(delete(DynamoDbTable.CONTACTS, Items.key(contact.id()))
                .conditionExpression(UNCHANGED)
                .expressionAttributeValues(before(contact)));
    }

    private Delete.Builder delete(DynamoDbTable table, Map<String, AttributeValue> key) {
        return Delete.builder().tableName(table.name(prefix)).key(key);
    }

    private void add(Delete.Builder delete) {
        writes.add(new TransactionItem(
                TransactWriteItem.builder().delete(delete.build()).build(), false));
    }

    private static Map<String, AttributeValue> before(Contact contact) {
        return Map.of(":before", Items.number(contact.version() - 1));
    }
}
