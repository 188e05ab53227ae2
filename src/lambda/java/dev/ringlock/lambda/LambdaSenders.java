package dev.ringlock.lambda;

import dev.ringlock.message.MessageSender;
import dev.ringlock.message.SenderByProvider;
import dev.ringlock.provider.BlockList;
import dev.ringlock.provider.SenderSettings;
import dev.ringlock.provider.all.Providers;
import dev.ringlock.provider.aws.Aws;
import dev.ringlock.provider.aws.AwsOptOuts;
import dev.ringlock.provider.aws.AwsSender;
import dev.ringlock.provider.aws.SmsVoice;
import java.net.URI;
import java.util.Map;
import org.jboss.logging.Logger;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** The message senders on Lambda: AWS with the function's own role, other providers with the owner's settings. */
final class LambdaSenders {

    private static final Logger LOG = Logger.getLogger("ringlock");

    private LambdaSenders() {}

    /** @param providers the owner's numbers and their providers, as in the policy */
    static MessageSender of(Map<String, String> providers, SenderSettings settings) {
        Map<String, MessageSender> senders = settings.senders(Providers.ALL);
        if (providers.containsValue("aws")) {
            senders.put("aws", new AwsSender(aws(System.getenv())));
        }
        SenderByProvider sender = new SenderByProvider(providers, senders);
        if (!sender.missing().isEmpty()) {
            LOG.warnf("no messages go out through %s: it is not set up", String.join(", ", sender.missing()));
        }
        return sender;
    }

    /**
     * The block lists at the owner's providers.
     *
     * @param providers the owner's numbers and their providers, as in the policy
     * @throws IllegalArgumentException if the settings have a mistake
     */
    static Map<String, BlockList> blockLists(Map<String, String> providers, SenderSettings settings) {
        Map<String, BlockList> lists = settings.blockLists(Providers.ALL);
        if (providers.containsValue("aws")) {
            lists.put("aws", new AwsOptOuts(aws(System.getenv()), Aws.optOutLists(settings.part("aws"))));
        }
        return lists;
    }

    /** From the variables that Lambda sets, and the SDKs' variable for another endpoint. */
    private static SmsVoice aws(Map<String, String> environment) {
        Region region = Region.of(environment.getOrDefault("AWS_REGION", ""));
        String elsewhere = environment.get("AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2");
        URI endpoint = elsewhere == null ? SmsVoice.endpoint(region) : URI.create(elsewhere);
        return new SmsVoice(endpoint, region, EnvironmentVariableCredentialsProvider.create());
    }
}
