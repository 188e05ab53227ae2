package dev.ringlock.functions;

/** Something that a function works with, besides the policy and its tables. A function is given nothing that it does not need. */
public enum Need {
    /** It is deployed once for each purpose, and told which one is its own. */
    PURPOSE,
    /** New data keys: for its own purpose, or for every one. */
    SEAL,
    /** Data keys of what is sealed: for its own purpose. Without one it is {@code maintenance}. */
    OPEN,
    /** New data keys for the texts of held messages. */
    SEAL_TEXTS,
    /** Data keys of those texts. */
    OPEN_TEXTS,
    /** New data keys for the parts of files to import. */
    SEAL_IMPORTS,
    /** Data keys of those parts. It opens nothing else. */
    OPEN_IMPORTS,
    /** New data keys for datasets: for pseudonyms, and for rows. */
    SEAL_DATASETS,
    /** Data keys of datasets. It opens no number with them. */
    OPEN_DATASETS,
    /** The index key, which makes a ContactId of a number. */
    INDEX_KEY,
    /** The house's signing key, and the public keys on the ledger. */
    SIGN,
    /** Sending from the number that codes go out from. */
    CODES,
    /** The secret with the providers' settings, by which webhooks are proved. */
    PROVIDERS,
    /** The providers' lists of people who opted out there. */
    BLOCK_LISTS,
    /** Sending replies. */
    REPLIES,
    /** The public address of this deployment: it makes links, answers them, or sets cookies. */
    PUBLIC_ADDRESS,
    /** The address of the sign-in: it shows the console. */
    SIGN_IN,
    /** The source that knows which numbers were given up. */
    REASSIGNED
}
