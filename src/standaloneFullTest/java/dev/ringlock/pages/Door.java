package dev.ringlock.pages;

import dev.ringlock.edge.SignIn;
import dev.ringlock.edge.SignupPages;
import dev.ringlock.policy.Policy;

/** The pages with a sign-in of a test's choice. */
public final class Door {

    private Door() {}

    public static PagesFunction with(Policy policy, SignIn signIn) {
        return new PagesFunction(policy, new SignupPages(), () -> signIn);
    }
}
