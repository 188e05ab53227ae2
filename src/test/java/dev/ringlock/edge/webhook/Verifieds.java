package dev.ringlock.edge.webhook;

import java.nio.charset.StandardCharsets;

/** Webhooks whose sender is taken for proved, to test what is read in them. */
public final class Verifieds {

    private static final Proof PROOF = new Proof("proof", "", true);

    private Verifieds() {}

    public static Verified json(String provider, String body) {
        return new Verified(provider, "", Form.EMPTY, body.getBytes(StandardCharsets.UTF_8), PROOF);
    }

    public static Verified generic(String id, String body) {
        return new Verified("generic", id, Form.EMPTY, body.getBytes(StandardCharsets.UTF_8), PROOF);
    }

    public static Verified form(String provider, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Form form = Form.read(bytes).orElseThrow();
        StringBuilder joined = new StringBuilder();
        form.values().forEach((name, values) -> joined.append(name).append(String.join("", values)));
        return new Verified(provider, "", form, bytes, new Proof("proof", joined.toString(), true));
    }
}
