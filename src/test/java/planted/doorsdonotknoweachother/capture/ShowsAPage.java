package planted.doorsdonotknoweachother.capture;

/** Breaks: doors do not know each other. */
public class ShowsAPage {
    planted.doorsdonotknoweachother.pages.Page page = new planted.doorsdonotknoweachother.pages.Page();
}
