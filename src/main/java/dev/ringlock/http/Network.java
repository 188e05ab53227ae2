package dev.ringlock.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Cuts addresses down to their networks. */
final class Network {

    /** Literal addresses only: anything else would be looked up by name. */
    private static final Pattern LITERAL =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private Network() {}

    /** The network of an address by its first bits, such as {@code 203.0.113.0/24}. Empty if it is not an address. */
    static String cut(String address, int bitsOf4, int bitsOf6) {
        if (!LITERAL.matcher(address).matches()) {
            return "";
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            int bits = bytes.length == 4 ? bitsOf4 : bitsOf6;
            for (int i = bits / 8; i < bytes.length; i++) {
                bytes[i] = 0;
            }
            return InetAddress.getByAddress(bytes).getHostAddress() + "/" + bits;
        } catch (UnknownHostException e) {
            return "";
        }
    }
}
