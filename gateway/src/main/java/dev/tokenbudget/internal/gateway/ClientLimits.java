package dev.tokenbudget.internal.gateway;

import java.time.Duration;

/**
 * What clients may take. A model that thinks, and a client that reads its answer slowly, are limited by none of these.
 *
 * @param head how long a request's head may take from its first byte to its end
 * @param body how long a client may send nothing of a body that it has begun
 * @param idle how long a connection may be kept without a request
 * @param connections how many may be open at once
 */
record ClientLimits(Duration head, Duration body, Duration idle, int connections) {

    /**
     * Far beyond what agents do: an idle connection is closed where its client has forgotten it, not where the agent computes
     * between two calls.
     */
    static final ClientLimits USUAL =
            new ClientLimits(Duration.ofSeconds(60), Duration.ofMinutes(10), Duration.ofHours(1), 1024);
}
