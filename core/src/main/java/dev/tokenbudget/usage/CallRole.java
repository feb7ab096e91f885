package dev.tokenbudget.usage;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** Whose call it is: what a test spends on grading answers is no cost of the agent. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum CallRole {
    /** The agent under test made the call. */
    AGENT,
    /** The test made the call, to grade what the agent did. */
    JUDGE
}
