package planted.onlytheflavoursknowenginesandhttp.store.sqlite;

/** Stands in an engine. */
public class Engine {}
