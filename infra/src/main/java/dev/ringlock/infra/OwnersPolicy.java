package dev.ringlock.infra;

import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.policy.PolicyMistakesException;
import dev.ringlock.policy.Sender;
import dev.ringlock.terms.Purpose;
import java.nio.file.Path;
import java.util.List;

/**
 * The parts of the owner's policy file that a deployment uses.
 *
 * @param purposes their ids, in the order of the alphabet; they go into names, conditions and patterns, where a character
 *     other than those that {@link Purpose} takes could mean something else
 * @param erasureReaches days after which what was erased is gone from the backups too
 * @param sendsByAws whether any of the policy's senders is AWS'
 * @param codesBy the provider that codes go out through; empty if the policy sends none
 * @param asksReassigned whether somebody is asked which numbers were given up
 */
record OwnersPolicy(
        List<String> purposes, int erasureReaches, boolean sendsByAws, String codesBy, boolean asksReassigned) {

    OwnersPolicy {
        purposes = List.copyOf(purposes);
    }

    OwnersPolicy withPurposes(int count) {
        return new OwnersPolicy(purposes.subList(0, count), erasureReaches, sendsByAws, codesBy, asksReassigned);
    }

    /**
     * Reads the file as the functions will at their start, by their own code: a mistake is told now, in full, instead of by
     * functions that do not start any more.
     */
    static OwnersPolicy read(Path file) {
        try {
            Policy policy = PolicyFile.read(file);
            return new OwnersPolicy(
                    policy.purposes().keySet().stream()
                            .sorted()
                            .map(Purpose::id)
                            .toList(),
                    policy.erasureReaches(),
                    policy.senders().stream()
                            .anyMatch(sender -> sender.provider().equals("aws")),
                    policy.messages()
                            .flatMap(messages -> policy.sender(messages.codes()))
                            .map(Sender::provider)
                            .orElse(""),
                    policy.retention().quality().reassigned() != null);
        } catch (PolicyMistakesException e) {
            throw new SettingsMistake(e.getMessage(), e);
        }
    }
}
