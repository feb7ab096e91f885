package dev.tokenbudget.internal.recording;

import dev.tokenbudget.internal.run.Metric;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A limit that leaves no room for one more call.
 *
 * @param used what had been used, as far as it was known
 * @param next what the call would have used at least; absent where nothing was left for any call
 */
record ReachedLimit(Metric metric, BigDecimal used, BigDecimal allowed, Optional<BigDecimal> next) {}
