package planted.thelistknowsonlyjava.functions;

/** Breaks: the list of functions knows only Java. */
public class ListWithAFramework {
    @jakarta.inject.Inject
    Object framework;
}
