package dev.ringlock.terms;

/**
 * The company that asks for consent and is responsible for it.
 *
 * @param contact where a person can write to
 * @param privacyPage the address of the privacy notice, http or https
 */
public record Controller(String name, String contact, String privacyPage) {}
