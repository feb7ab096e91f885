package dev.tokenbudget.internal.cli;

import dev.tokenbudget.internal.cli.budget.SpendingLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a gateway is started with.
 *
 * @param history the history's URL, as users write it
 * @param address where it listens
 * @param upstreams base URLs by name, beside those that are known
 * @param labels the labels of all calls
 * @param prices a price list in place of the one that comes with TokenBudget
 * @param limits what may be used
 * @param webhook where budgets say something; empty for nowhere
 * @param webhookFormat in which form they do
 * @param sessionRest how long a session rests until it is over
 * @param spool the folder of the spool
 */
record GatewayOptions(
        String history,
        GatewayAddress address,
        Map<String, String> upstreams,
        Map<String, String> labels,
        Optional<Path> prices,
        List<SpendingLimit> limits,
        String webhook,
        String webhookFormat,
        Duration sessionRest,
        Path spool) {}
