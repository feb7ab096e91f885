package dev.tokenbudget.internal.history.store;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a provider says that an organisation spent on a day.
 *
 * @param source which report says so
 * @param day the day in UTC
 * @param costUsd US dollars
 */
public record ReportedCost(String source, LocalDate day, BigDecimal costUsd) {}
