package planted.roomsaroundthecoredonotknoweachother.keys;

/** Stands in another room. */
public class Key {}
