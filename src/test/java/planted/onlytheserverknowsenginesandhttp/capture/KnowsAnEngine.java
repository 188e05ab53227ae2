package planted.onlytheserverknowsenginesandhttp.capture;

/** Breaks: only the server knows engines. */
public class KnowsAnEngine {
    planted.onlytheserverknowsenginesandhttp.store.sqlite.Engine engine =
            new planted.onlytheserverknowsenginesandhttp.store.sqlite.Engine();
}
