package dev.tokenbudget.internal.history.output.prometheus;

import dev.tokenbudget.internal.history.output.Destination;

/** Prometheus' Pushgateway, which keeps metrics for Prometheus until the next push replaces them. */
public final class Pushgateway {

    private static final String GROUP = "/metrics/job/";

    private final Destination destination;

    /** @param destination the gateway; its URL may name a group itself, such as {@code …/metrics/job/shop} */
    public Pushgateway(Destination destination) {
        this.destination = destination;
    }

    /** Replace what was pushed before. The gateway takes Prometheus' own text format only. */
    public void push(LlmMetrics metrics) {
        String path = destination.url().contains(GROUP) ? "" : GROUP + "tokenbudget";
        destination.send("PUT", path, MetricsFormat.PROMETHEUS.contentType(), MetricsFormat.PROMETHEUS.write(metrics));
    }
}
