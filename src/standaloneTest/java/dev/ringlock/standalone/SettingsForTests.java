package dev.ringlock.standalone;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The server's settings as a test states them; nothing of the environment is in them. */
public final class SettingsForTests {

    private SettingsForTests() {}

    public static ServerSettings of(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(ServerSettings.class)
                .withSources(new PropertiesConfigSource(settings, "these", 100))
                .build()
                .getConfigMapping(ServerSettings.class);
    }
}
