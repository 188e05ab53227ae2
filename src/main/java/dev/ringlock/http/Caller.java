package dev.ringlock.http;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The sender of a form, as the server saw it.
 *
 * @param address as API Gateway saw it; may be empty
 * @param userAgent the browser's own description. Only its family is ever kept
 */
public record Caller(String address, String userAgent) {

    /** Parts of a user agent by which a browser is known. The order matters: most browsers claim to be several. */
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

    /** The caller's network: IPv4 cut to /24, IPv6 to /48. Empty if the address is neither. */
    public String network() {
        return Network.cut(address, 24, 48);
    }

    /** The address that limits count: IPv4 in full, or an IPv6 /64, which is one customer's. */
    public String counted() {
        return Network.cut(address, 32, 64);
    }

    public String browser() {
        String agent = userAgent.toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> family : FAMILIES.entrySet()) {
            if (agent.contains(family.getKey())) {
                return family.getValue();
            }
        }
        return agent.isEmpty() ? "" : "other";
    }
}
