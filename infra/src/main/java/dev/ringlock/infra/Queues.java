package dev.ringlock.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;

/** Queues that nobody reads but a person, after an alarm: encrypted, over TLS only. */
final class Queues {

    /** Long enough for a weekend; what lies there may hold a number. */
    private static final int DEAD_LETTER_DAYS = 4;

    private static final int EVIDENCE_DAYS = 14;

    private Queues() {}

    static Queue forDeadLetters(Stack stack, String id) {
        return queue(stack, id, DEAD_LETTER_DAYS);
    }

    static Queue forEvidence(Stack stack, String id) {
        return queue(stack, id, EVIDENCE_DAYS);
    }

    private static Queue queue(Stack stack, String id, int days) {
        return Queue.Builder.create(stack, id)
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(Duration.days(days))
                .build();
    }
}
