package dev.ringlock.steps.anchor;

import java.io.IOException;

/** A place of the owner's choice that shows anchors. Somebody who can write the ledger should not be able to change it. */
public interface AnchorPlace {

    /** Puts it there, unless it is there already. */
    void show(Anchor anchor) throws IOException;
}
