package planted.functionsdonotknoweachother.capture;

/** Breaks: doors do not know each other. */
public class ShowsAPage {
    planted.functionsdonotknoweachother.pages.PlantedPage page =
            new planted.functionsdonotknoweachother.pages.PlantedPage();
}
