package dev.ringlock.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SignInTest {

    @Test
    void aUserPoolsManagedLoginHasItsPathsUnderItsOrigin() {
        SignIn signIn = SignIn.cognito("https://ringlock-1.auth.eu-central-1.amazoncognito.com", "client");

        assertEquals("https://ringlock-1.auth.eu-central-1.amazoncognito.com/oauth2/authorize", signIn.authorizeUrl());
        assertEquals("https://ringlock-1.auth.eu-central-1.amazoncognito.com/oauth2/token", signIn.tokenUrl());
        assertEquals("https://ringlock-1.auth.eu-central-1.amazoncognito.com/logout", signIn.logoutUrl());
        assertEquals("https://ringlock-1.auth.eu-central-1.amazoncognito.com", signIn.tokenOrigin());
    }

    @Test
    void theOriginIsNoPathAndNoOtherScheme() {
        assertThrows(IllegalArgumentException.class, () -> SignIn.cognito("https://sign-in.example/", "client"));
        assertThrows(IllegalArgumentException.class, () -> SignIn.cognito("sign-in.example", "client"));
    }

    @Test
    void whoCallsNoProviderHasNoOriginOfOne() {
        assertEquals("", SignIn.none().tokenOrigin());
        assertEquals("", SignIn.demo("groups").tokenOrigin());
    }
}
