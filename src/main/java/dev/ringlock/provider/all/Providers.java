package dev.ringlock.provider.all;

import dev.ringlock.provider.Provider;
import dev.ringlock.provider.aws.Aws;
import dev.ringlock.provider.generic.Generic;
import dev.ringlock.provider.infobip.Infobip;
import dev.ringlock.provider.messagebird.MessageBird;
import dev.ringlock.provider.plivo.Plivo;
import dev.ringlock.provider.sinch.Sinch;
import dev.ringlock.provider.telnyx.Telnyx;
import dev.ringlock.provider.twilio.Twilio;
import dev.ringlock.provider.vonage.Vonage;
import java.util.List;

/** The providers that there are. A new one is named here and nowhere else. */
public final class Providers {

    public static final List<Provider> ALL = List.of(
            new Twilio(),
            new Aws(),
            new Generic(),
            new Vonage(),
            new Telnyx(),
            new Plivo(),
            new Sinch(),
            new MessageBird(),
            new Infobip());

    private Providers() {}
}
