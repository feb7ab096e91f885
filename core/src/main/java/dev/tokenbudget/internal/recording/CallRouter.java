package dev.tokenbudget.internal.recording;

import dev.tokenbudget.usage.ModelCall;
import java.net.URI;
import java.util.Optional;

/** Says where the requests of a run must go so that their usage is seen; provided by the gateway. */
@FunctionalInterface
public interface CallRouter {

    /**
     * Return the address to send a request to instead of {@code target}.
     *
     * @param run the run that makes the call; empty where none or several are under way, so that it is unknown
     * @param role whose call it is
     * @param target where the agent wants to send it
     * @return nothing where {@code target} is no upstream that is known
     */
    Optional<URI> route(Optional<RunInProgress> run, ModelCall.Role role, URI target);
}
