/** Charges runs with the calls that OpenTelemetry's GenAI spans tell of, in this process and, over OTLP, in others. */
@NullMarked
package dev.tokenbudget.opentelemetry;

import org.jspecify.annotations.NullMarked;
