/** Tests against OpenTelemetry's real SDK and exporter over loopback. */
@NullMarked
package dev.tokenbudget.opentelemetry;

import org.jspecify.annotations.NullMarked;
