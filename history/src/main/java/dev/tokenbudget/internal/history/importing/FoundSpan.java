package dev.tokenbudget.internal.history.importing;

/**
 * A step of a trace, whatever it does.
 *
 * @param source the system that told it
 * @param trace the trace's id
 * @param id its id
 * @param parent the id of the step around it; empty where there is none
 * @param name what it is called; that of a trace's first step names the trace
 */
record FoundSpan(String source, String trace, String id, String parent, String name) {}
