package dev.tokenbudget.integration;

import dev.tokenbudget.internal.recording.RunAccount;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.recording.RunRegistry;
import dev.tokenbudget.run.CallRecorder;
import dev.tokenbudget.usage.ModelCall;
import java.net.URI;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The runs under way in this JVM: how an integration that a framework creates finds the run to charge.
 *
 * <p>A run is bound to the thread that executes its test. Threads that a test starts do not inherit it: a static pool's
 * thread, started by one run, would go on charging it for the work of others.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class ActiveRuns {

    private ActiveRuns() {}

    /**
     * {@return who is to be charged with what happens on this thread now: its own run, else the only one under way}
     * With several under way the call is unattributed, with none it is outside of every run.
     */
    public static CallRecorder current() {
        return RunRegistry.current();
    }

    /**
     * {@return who is to be charged with the calls of {@code role} that happen on this thread now} As {@link #current()},
     * for an integration that is told whose calls it sees.
     *
     * @param role whose calls they are
     */
    public static CallRecorder current(ModelCall.Role role) {
        return role == ModelCall.Role.JUDGE ? RunRegistry.current(role) : current();
    }

    /** {@return the run that is bound to this thread, as what charges its agent, or its judge within {@link #judging}} */
    public static Optional<CallRecorder> ofThisThread() {
        return RunRegistry.ofThisThread().map(run -> run.recorderOf(RunRegistry.roleOfThisThread()));
    }

    /**
     * Take calls that integrations see on this thread for those of a judge, by which a test grades what its agent did. The run
     * that is charged stays the same.
     *
     * @return ends that, on the same thread
     */
    public static Scope judging() {
        return RunRegistry.bind(ModelCall.Role.JUDGE)::close;
    }

    /**
     * Bind {@code run} to this thread: for context propagation, when a framework goes on with a run's work here.
     *
     * @param run a run that {@link #ofThisThread} returned
     * @return restores the run that was bound before, on the same thread
     * @throws IllegalArgumentException if {@code run} is no run under way, but a recorder of another kind
     */
    public static Scope bind(CallRecorder run) {
        if (run instanceof RunAccount account) {
            return RunRegistry.bind(account)::close;
        }
        if (run instanceof RunInProgress underWay) {
            return RunRegistry.bind(underWay)::close;
        }
        throw new IllegalArgumentException("Only a run that ofThisThread() returned can be bound to a thread.");
    }

    /**
     * Bind no run to this thread: for context propagation, when a framework goes on with work of no run here.
     *
     * @return restores the run that was bound before, on the same thread
     */
    public static Scope unbind() {
        return RunRegistry.unbind()::close;
    }

    /**
     * Return the address to send a request of this thread to instead of {@code target}, so that its usage is seen.
     *
     * @param target the address that the request is meant for
     * @return nothing where no gateway runs, or it does not know {@code target}
     */
    public static Optional<URI> route(URI target) {
        return RunRegistry.route(target);
    }

    /** Ends a binding. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
