package dev.tokenbudget.internal.gateway;

/**
 * The URLs of the agent, or of the judge, of one run: whatever is sent to them is charged to it, or recorded as late once the
 * run has ended.
 */
public final class RunRoute {

    private final Gateway gateway;
    private final String key;

    RunRoute(Gateway gateway, String key) {
        this.gateway = gateway;
        this.key = key;
    }

    /**
     * Return the URL that {@code upstream}'s official client is configured with, in place of the upstream's own base URL.
     *
     * @throws IllegalArgumentException if there is no such upstream; the message says which there are
     */
    public String baseUrl(String upstream) {
        return gateway.baseUrl(key, upstream);
    }

    /**
     * Return {@link #baseUrl} without the path of the upstream's base URL, for clients that append the whole path, such as
     * {@code /v1/chat/completions}, themselves.
     *
     * @throws IllegalArgumentException if there is no such upstream; the message says which there are
     */
    public String rootUrl(String upstream) {
        return gateway.rootUrl(key, upstream);
    }
}
