package dev.ringlock.steps.anchor;

import java.io.IOException;

/** A place of the owner's choice where anchors are shown, out of the reach of who writes the ledger. */
public interface AnchorPlace {

    /** Puts it there, unless it is there already. */
    void show(Anchor anchor) throws IOException;
}
