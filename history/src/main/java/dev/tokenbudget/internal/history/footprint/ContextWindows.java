package dev.tokenbudget.internal.history.footprint;

import java.util.OptionalLong;

/** How many tokens a call to a model may have. */
@FunctionalInterface
public interface ContextWindows {

    /** Return the tokens that prompt and answer may have together, or nothing where that is not known. */
    OptionalLong of(String provider, String model);
}
