package dev.tokenbudget.verdict;

/** The command that accepts a measurement, as every message gives it. */
public final class Cure {

    /** What stands for the reason in the command; one who pastes it as it is gave none. */
    static final String PLACEHOLDER = "…";

    /** The command; its reason is left to whoever runs it. */
    public static final String COMMAND = "mvn tokenbudget:accept -Dtokenbudget.reason=\"" + PLACEHOLDER + "\"";

    static final String ACCEPT = "If that is meant, accept it: " + COMMAND;

    static final String KEEP = "Keep the gain by accepting it: " + COMMAND;

    private Cure() {}
}
