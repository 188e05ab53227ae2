package dev.ringlock.functions;

/** Kinds of callers. A deployment limits each kind in its own way. */
public enum CallerKind {
    /** Everybody, with something to store. */
    PUBLIC,
    /** Everybody with a browser, for pages and their files. These routes are no part of the API. */
    READERS,
    /** Message providers. They sign what they send, and the function checks that. */
    PROVIDERS,
    /** People of staff with a token. The function checks which role may do what. */
    STAFF,
    /** Other systems with a token of their own. */
    MACHINES
}
