package planted.onlyfunctionsknowsteps.store;

import planted.onlyfunctionsknowsteps.steps.PlantedStep;

class KnowsAStep {
    PlantedStep step;
}
