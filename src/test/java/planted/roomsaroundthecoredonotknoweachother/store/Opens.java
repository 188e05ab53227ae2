package planted.roomsaroundthecoredonotknoweachother.store;

/** Breaks: rooms around the core do not know each other. */
public class Opens {
    planted.roomsaroundthecoredonotknoweachother.keys.Key key =
            new planted.roomsaroundthecoredonotknoweachother.keys.Key();
}
