package planted.coreknowsonlyjava.consent;

/** Breaks: core knows only Java. */
public class KnowsAFramework {
    @jakarta.inject.Inject
    Object framework;
}
