package dev.ringlock.http;

/**
 * Something that the operator should know of, and how often it happened: a metric on AWS, where alarms watch some. It has
 * no room for personal data.
 *
 * @param about what it happened to: a function, or the messages that go out
 * @param name of the metric
 */
public record WatchedCount(String about, String name, long count) {

    /** It happened once. */
    public static WatchedCount once(String about, String name) {
        return new WatchedCount(about, name, 1);
    }

    /** For people: the log on one machine shows it. */
    @Override
    public String toString() {
        return about + ": " + name + " " + count;
    }
}
