package planted.onlyfunctionsknowsteps.steps;

public class PlantedStep {}
