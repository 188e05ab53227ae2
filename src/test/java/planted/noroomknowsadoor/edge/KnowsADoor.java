package planted.noroomknowsadoor.edge;

/** Breaks: no room knows a door. */
public class KnowsADoor {
    planted.noroomknowsadoor.capture.Door door = new planted.noroomknowsadoor.capture.Door();
}
