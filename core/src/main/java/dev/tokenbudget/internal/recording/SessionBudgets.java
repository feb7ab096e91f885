package dev.tokenbudget.internal.recording;

import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.usage.ModelCall;

/**
 * What the runs of a session may use together, and what they have used so far. Safe to use from any thread.
 *
 * @param agent what their agents may use
 * @param judge what their tests may use to grade what the agents did
 */
public record SessionBudgets(SessionBudget agent, SessionBudget judge) {

    /** Return budgets that allow everything. */
    public static SessionBudgets unlimited() {
        return new SessionBudgets(SessionBudget.unlimited(), SessionBudget.unlimited());
    }

    /** Return what calls of {@code role} may use. */
    public SessionBudget of(ModelCall.Role role) {
        return role == ModelCall.Role.JUDGE ? judge : agent;
    }

    /** Add a call that is part of no run: it costs what any other costs. */
    public void add(LooseCall loose) {
        of(loose.call().role()).add(loose);
    }
}
