package dev.tokenbudget.internal.recording;

import dev.tokenbudget.usage.ModelCall;
import java.math.BigDecimal;

/** What calls cost in US dollars; 0 for those of unknown cost, which no limit can count. */
@FunctionalInterface
interface Pricing {

    BigDecimal of(ModelCall call);
}
