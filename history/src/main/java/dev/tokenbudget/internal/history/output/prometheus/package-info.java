/** Metrics as Prometheus and whatever reads OpenMetrics take them. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.history.output.prometheus;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
