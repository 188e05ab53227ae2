package planted.onlytheflavoursknowenginesandhttp.capture;

/** Breaks: only the server knows engines. */
public class KnowsAnEngine {
    planted.onlytheflavoursknowenginesandhttp.store.sqlite.Engine engine =
            new planted.onlytheflavoursknowenginesandhttp.store.sqlite.Engine();
}
