package planted.onlytheserverknowsenginesandhttp.store.sqlite;

/** Stands in an engine. */
public class Engine {}
