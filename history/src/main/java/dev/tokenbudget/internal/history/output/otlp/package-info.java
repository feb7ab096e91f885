/** Traces and metrics in OpenTelemetry's protocol, named by its conventions for generative AI. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.history.output.otlp;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
