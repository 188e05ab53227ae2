package planted.theguardknowsonlyjava.consent;

public class PlantedContact {}
