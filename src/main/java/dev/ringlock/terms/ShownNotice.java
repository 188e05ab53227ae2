package dev.ringlock.terms;

/** A notice as a person saw it: in one of its languages. */
public record ShownNotice(Notice notice, Wording wording) {

    public NoticeRef ref() {
        return new NoticeRef(notice.id(), notice.version(), wording.language());
    }
}
