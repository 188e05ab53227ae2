package planted.onlytheloopcommits.store;

/** Stands in for storage. */
public interface Store {
    void commit();
}
