package planted.functionsdonotknoweachother.pages;

/** Stands in another door. */
public class PlantedPage {}
