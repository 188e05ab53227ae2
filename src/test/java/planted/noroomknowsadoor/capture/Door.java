package planted.noroomknowsadoor.capture;

/** Stands in a door. */
public class Door {}
