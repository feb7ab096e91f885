package dev.tokenbudget.internal.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;

/**
 * Where a gateway listens, and to whom.
 *
 * @param host a name or address
 * @param port the port; 0 for any that is free
 * @param requiresToken whether clients must know the gateway's token
 */
record GatewayAddress(String host, int port, boolean requiresToken) {

    private static final String TOKEN = "TOKENBUDGET_GATEWAY_TOKEN";
    private static final int SHORTEST = 16;

    /**
     * Return the address.
     *
     * @throws IllegalArgumentException if others could reach the gateway without a token
     */
    InetSocketAddress socket() {
        try {
            InetAddress address = InetAddress.getByName(host);
            if (!address.isLoopbackAddress() && !requiresToken) {
                throw new IllegalArgumentException("With --host " + host + " everybody who can reach this machine could"
                        + " use the gateway and its budgets. Add --require-token, and set the environment variable "
                        + TOKEN + ".");
            }
            return new InetSocketAddress(address, port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "--host " + host + " is no address of this machine. Use 127.0.0.1, 0.0.0.0 or a name of it.", e);
        }
    }

    /**
     * Return the token that clients must know, where they must know one.
     *
     * @throws IllegalArgumentException if there is none, or it is easily guessed
     */
    Optional<String> token(Map<String, String> environment) {
        if (!requiresToken) {
            return Optional.empty();
        }
        String token = environment.getOrDefault(TOKEN, "").strip();
        if (token.length() < SHORTEST) {
            throw new IllegalArgumentException("--require-token needs a token of at least " + SHORTEST
                    + " characters in the environment variable " + TOKEN + ", such as that of: openssl rand -hex 24");
        }
        return Optional.of(token);
    }
}
