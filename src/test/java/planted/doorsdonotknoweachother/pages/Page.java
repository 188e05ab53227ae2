package planted.doorsdonotknoweachother.pages;

/** Stands in another door. */
public class Page {}
