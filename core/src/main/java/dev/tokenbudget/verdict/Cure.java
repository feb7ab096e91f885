package dev.tokenbudget.verdict;

/** The command that accepts a measurement, as every message gives it. */
final class Cure {

    static final String COMMAND = "mvn tokenbudget:accept -Dtokenbudget.reason=\"…\"";
    static final String ACCEPT = "If that is meant, accept it: " + COMMAND;

    private Cure() {}
}
