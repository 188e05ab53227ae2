package planted.onlytheloopcommits.capture;

import planted.onlytheloopcommits.store.Store;

/** Breaks: only the loop commits. */
public class CommitsByItself {
    void write(Store store) {
        store.commit();
    }
}
