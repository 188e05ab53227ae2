package planted.thelistknowsonlyjava.functions;

/** Breaks: the list of functions knows only Java. */
public class KnowsAFramework {
    @jakarta.inject.Inject
    Object framework;
}
