package planted.noroomknowsafunction.capture;

/** Stands in a door. */
public class PlantedFunction {}
