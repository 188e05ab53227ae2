package planted.noroomknowsafunction.http;

/** Breaks: no room knows a door. */
public class KnowsAFunction {
    planted.noroomknowsafunction.capture.PlantedFunction door =
            new planted.noroomknowsafunction.capture.PlantedFunction();
}
