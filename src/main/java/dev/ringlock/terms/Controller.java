package dev.ringlock.terms;

/**
 * Who asks for the consent and answers for it.
 *
 * @param contact where a person can write to
 * @param privacyPage the address of the privacy notice, http or https
 */
public record Controller(String name, String contact, String privacyPage) {}
