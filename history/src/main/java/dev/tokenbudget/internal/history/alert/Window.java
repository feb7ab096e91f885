package dev.tokenbudget.internal.history.alert;

import java.time.Instant;

/**
 * A figure of something in some time.
 *
 * @param subject what it is of; empty where it is of all
 * @param from the begin of the time
 * @param value the figure
 */
record Window(String subject, Instant from, double value) {}
