package planted.packagesformnocycle.store;

import planted.packagesformnocycle.keys.KnowsStore;

public class KnowsKeys {
    KnowsStore back;
}
