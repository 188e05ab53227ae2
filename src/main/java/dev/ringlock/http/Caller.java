package dev.ringlock.http;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Who sent the form, as the server saw it.
 *
 * @param address as API Gateway saw it; may be empty
 * @param userAgent the browser's own words; only their family is ever kept
 */
public record Caller(String address, String userAgent) {

    /** By which a browser gives itself away, the telling ones first: most claim to be several. */
    private static final Map<String, String> FAMILIES = families();

    private static Map<String, String> families() {
        Map<String, String> families = new LinkedHashMap<>();
        families.put("edg", "Edge");
        families.put("opr/", "Opera");
        families.put("samsungbrowser", "Samsung Internet");
        families.put("firefox", "Firefox");
        families.put("fxios", "Firefox");
        families.put("crios", "Chrome");
        families.put("chrome", "Chrome");
        families.put("safari", "Safari");
        return families;
    }

    /** The caller's network: IPv4 cut to /24, IPv6 to /48; empty if the address is neither. */
    public String network() {
        return Network.cut(address, 24, 48);
    }

    /** What one caller is counted by: an IPv4 address, or an IPv6 /64, which is one customer's. */
    public String counted() {
        return Network.cut(address, 32, 64);
    }

    public String browser() {
        String agent = userAgent.toLowerCase(Locale.ROOT);
        return FAMILIES.entrySet().stream()
                .filter(family -> agent.contains(family.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(agent.isEmpty() ? "" : "other");
    }
}
