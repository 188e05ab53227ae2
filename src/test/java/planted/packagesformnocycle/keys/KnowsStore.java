package planted.packagesformnocycle.keys;

import planted.packagesformnocycle.store.KnowsKeys;

public class KnowsStore {
    KnowsKeys there;
}
