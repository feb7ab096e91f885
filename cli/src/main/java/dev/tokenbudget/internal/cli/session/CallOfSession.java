package dev.tokenbudget.internal.cli.session;

import dev.tokenbudget.usage.ModelCall;

/**
 * A call on its way into its session.
 *
 * @param isFetched whether it replaces what was known of the same response
 */
record CallOfSession(Caller caller, ModelCall call, boolean isFetched) {}
