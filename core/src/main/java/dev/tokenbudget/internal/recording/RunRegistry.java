package dev.tokenbudget.internal.recording;

import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.run.CallRecorder;
import dev.tokenbudget.usage.ModelCall;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The runs under way in this JVM, which threads they are bound to, and where calls of no run go. */
public final class RunRegistry {

    private static final Set<RunInProgress> ACTIVE = ConcurrentHashMap.newKeySet();
    private static final ThreadLocal<Optional<RunInProgress>> OF_THIS_THREAD = ThreadLocal.withInitial(Optional::empty);

    private static volatile Consumer<LooseCall> looseCalls = call -> {};
    private static volatile SessionBudget session = SessionBudget.unlimited();
    private static volatile CallRouter router = (run, target) -> Optional.empty();

    private RunRegistry() {}

    /**
     * Announce that {@code run} is under way, and bind it to this thread.
     *
     * @return closes both again, on the same thread, and restores the run that was bound before
     */
    public static Scope enter(RunInProgress run) {
        ACTIVE.add(run);
        Scope binding = bind(run);
        return () -> {
            binding.close();
            ACTIVE.remove(run);
        };
    }

    /**
     * Bind {@code run} to this thread: for context propagation, when a framework goes on with a run's work here.
     *
     * @return restores the run that was bound before, on the same thread
     */
    public static Scope bind(RunInProgress run) {
        return rebind(Optional.of(run));
    }

    /**
     * Bind no run to this thread: for context propagation, when a framework goes on with work of no run here.
     *
     * @return restores the run that was bound before, on the same thread
     */
    public static Scope unbind() {
        return rebind(Optional.empty());
    }

    /** Return the run that is bound to this thread. */
    public static Optional<RunInProgress> ofThisThread() {
        return OF_THIS_THREAD.get();
    }

    /** Return the run under way where it is the only one; with none or several, it is unknown which one is meant. */
    public static Optional<RunInProgress> onlyOne() {
        RunInProgress[] active = ACTIVE.toArray(RunInProgress[]::new);
        return active.length == 1 ? Optional.of(active[0]) : Optional.empty();
    }

    /**
     * Return the recorder of calls on this thread: that of its run, else of the only run under way. With
     * several under way the call is unattributed, with none it is outside of every run.
     */
    public static CallRecorder current() {
        Optional<RunInProgress> run = charged();
        if (run.isPresent()) {
            return run.get();
        }
        boolean none = ACTIVE.isEmpty();
        return new CallRecorder() {
            @Override
            public void record(ModelCall call) {
                looseCalls.accept(none ? LooseCall.outside(call) : LooseCall.unattributed(call));
            }

            @Override
            public Optional<String> refusal() {
                return session.refusal();
            }
        };
    }

    /**
     * Return the address to send a request of this thread to instead of {@code target}, so that its usage is seen.
     *
     * @return nothing where no gateway runs, or it does not know {@code target}
     */
    public static Optional<URI> route(URI target) {
        return router.route(charged(), target);
    }

    /** Set who answers {@link #route}; until then nothing is sent elsewhere. */
    public static void routeCallsBy(CallRouter newRouter) {
        router = newRouter;
    }

    /** Set where calls go that no run can be charged with; until then they are dropped, because nothing is measured in this JVM. */
    public static void sendLooseCallsTo(Consumer<LooseCall> receiver) {
        looseCalls = receiver;
    }

    /** Set what calls of no run are refused by; until then by nothing. */
    public static void limitLooseCallsBy(SessionBudget budget) {
        session = budget;
    }

    private static Scope rebind(Optional<RunInProgress> run) {
        Optional<RunInProgress> before = OF_THIS_THREAD.get();
        set(run);
        return () -> set(before);
    }

    private static void set(Optional<RunInProgress> run) {
        if (run.isPresent()) {
            OF_THIS_THREAD.set(run);
        } else {
            OF_THIS_THREAD.remove();
        }
    }

    private static Optional<RunInProgress> charged() {
        return ofThisThread().or(RunRegistry::onlyOne);
    }

    /** Ends a binding. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
