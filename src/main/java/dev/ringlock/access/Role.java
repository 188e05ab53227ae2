package dev.ringlock.access;

import dev.ringlock.terms.Purpose;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A person's role: a group of the owner's identity provider.
 *
 * @param purpose whose; null for a role that is not one purpose's
 */
public record Role(RoleKind kind, @Nullable Purpose purpose) {

    /** The kinds of roles. */
    public enum RoleKind {
        /** Helps people who call or write, about one purpose. */
        SUPPORT(true),
        /** Sends to those who agreed to one purpose. */
        CAMPAIGN(true),
        ANALYST(false),
        PRIVACY(false),
        AUDITOR(false),
        /** Manages people at the identity provider. Here it signs archives, with privacy, and never sees a number. */
        ADMIN(false);

        private final boolean ofPurpose;

        RoleKind(boolean ofPurpose) {
            this.ofPurpose = ofPurpose;
        }

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The role of that group's name, {@code support:service} or {@code auditor}; empty if it is none of ours. */
    public static Optional<Role> of(String group) {
        String[] parts = group.split(":", 2);
        return Stream.of(RoleKind.values())
                .filter(kind -> kind.id().equals(parts[0]) && kind.ofPurpose == (parts.length == 2))
                .filter(kind -> !kind.ofPurpose || Purpose.isId(parts[1]))
                .findFirst()
                .map(kind -> new Role(kind, kind.ofPurpose ? new Purpose(parts[1]) : null));
    }

    /** Its group's name. */
    public String id() {
        return purpose == null ? kind.id() : kind.id() + ":" + purpose.id();
    }
}
