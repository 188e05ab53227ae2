package dev.ringlock.evidence;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.access.Actor;
import dev.ringlock.access.Role;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.evidence.PackCheck.PackReport;
import dev.ringlock.form.RenderedForm;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.keys.Signer;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.steps.HouseSignature;
import dev.ringlock.steps.Notices;
import dev.ringlock.steps.anchor.AnchorRun;
import dev.ringlock.steps.anchor.Anchors;
import dev.ringlock.steps.anchor.TimeAuthority;
import dev.ringlock.store.Store;
import dev.ringlock.subject.evidence.EvidencePacks;
import dev.ringlock.subject.evidence.EvidenceRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A person who said yes and no, and packs about them, for tests. */
public final class PackMaker {

    public static final String PHONE = "+12025550123";
    public static final Actor OFFICER =
            new Actor("pia", Set.of(Role.of("privacy").orElseThrow()));

    static final String PAGE = "<input type=\"checkbox\"><p>%s</p>\n";

    public final Engines on;
    public final EvidencePacks evidence;

    public PackMaker(Store store, TestClock clock, Signer signer) {
        this.on = new Engines(store, clock);
        this.evidence = evidence(on, signer);
    }

    public static EvidencePacks evidence(Engines on, Signer signer) {
        return new EvidencePacks(
                on.policy,
                on.store,
                on.index,
                on.arrivals,
                on.trace,
                new HouseSignature(signer, on.store, on.arrivals));
    }

    /** The form of the example policy's notices is a stand-in: the real one needs Quarkus. */
    public void yesAndNo() {
        new Notices(
                        on.policy,
                        on.store,
                        on.clock,
                        shown -> new RenderedForm(
                                PAGE.formatted(shown.wording().verbatim()),
                                "picture".getBytes(StandardCharsets.UTF_8),
                                0))
                .register();
        on.clock.advance(Duration.ofDays(1));
        new CaptureClient(on).signUp(PHONE, "marketing", "service");
        on.clock.advance(Duration.ofDays(1));
        new InboundClient(on).text("SM1", PHONE, "+12025550100", "STOP", null);
        on.clock.advance(Duration.ofDays(1));
    }

    /** The person asks back from the phone, and answers our question. */
    public void yesFromThePhone() {
        InboundClient phone = new InboundClient(on);
        phone.text("SM2", PHONE, "+12025550100", "START", null);
        on.clock.advance(Duration.ofMinutes(1));
        phone.text("SM3", PHONE, "+12025550100", "YES", null);
        on.clock.advance(Duration.ofDays(1));
    }

    public byte[] pack(boolean includeNumber) {
        return pack(EvidenceRequest.of(PhoneNumber.ofCanonical(PHONE), includeNumber, List.of()));
    }

    public byte[] pack(EvidenceRequest ask) {
        return evidence.of(OFFICER, ask).zip();
    }

    /** Anchors what is on the ledger, if it is due. */
    public List<String> anchor(TimeAuthority authority) {
        Anchors anchors = new Anchors(on.store, on.arrivals, Duration.ofDays(30));
        return new AnchorRun(anchors, on.clock, Duration.ofDays(1), authority, null).run();
    }

    /** Its time stamps are those of {@link PlayedAuthority}. */
    static PackReport check(byte[] pack) {
        return PackCheck.of(pack, new PlayedAuthority());
    }

    /** Texts of what is bad in it. */
    public static List<String> bad(byte[] pack) {
        return check(pack).findings().stream()
                .filter(finding -> finding.result() == PackFinding.Result.BAD)
                .map(PackFinding::text)
                .toList();
    }
}
