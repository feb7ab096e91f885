package dev.tokenbudget.run;

/**
 * A way of capturing calls that has to be switched on before an agent is built; found by {@link java.util.ServiceLoader}
 * where a session of measured tests begins.
 */
@FunctionalInterface
public interface Capture {

    /** Switch on; called once or more, before the first test. */
    void begin();
}
