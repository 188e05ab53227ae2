package dev.ringlock.terms;

/** Which wording a person saw: a notice's id and version, and the language (BCP 47). */
public record NoticeRef(String id, int version, String language) {}
