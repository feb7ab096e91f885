package dev.tokenbudget.integration;

import dev.tokenbudget.run.CallRecorder;
import java.util.Map;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A way of capturing calls that is there before an agent is built; found by {@link java.util.ServiceLoader} where a session
 * of measured tests begins.
 */
@FunctionalInterface
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface Capture {

    /** Switch on; called once or more, before the first test. */
    void begin();

    /**
     * {@return the environment variables by which an agent in another process reports its calls to {@code run}, beside
     * those that lead it to the gateway}
     *
     * @param run the run that the agent belongs to
     */
    default Map<String, String> environment(CallRecorder run) {
        return Map.of();
    }

    /** Switch off; called after the last test of a session. */
    default void end() {}
}
