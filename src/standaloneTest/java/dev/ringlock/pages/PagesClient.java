package dev.ringlock.pages;

import dev.ringlock.form.SignupPages;
import dev.ringlock.http.PublicUrl;
import dev.ringlock.policy.Policy;
import dev.ringlock.signin.SignIn;

/** The pages with a sign-in of a test's choice. */
public final class PagesClient {

    private PagesClient() {}

    public static PagesFunction with(Policy policy, SignIn signIn) {
        return new PagesFunction(policy, new SignupPages(), () -> signIn, PublicUrl.of("https://ringlock.example.com"));
    }
}
