package dev.tokenbudget.internal.recording;

import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.run.CallRecorder;
import dev.tokenbudget.run.RunRecorder.Remaining;
import dev.tokenbudget.usage.ModelCall;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The runs under way in this JVM, which threads they are bound to, and where calls of no run go. */
public final class RunRegistry {

    private static final Set<RunInProgress> ACTIVE = ConcurrentHashMap.newKeySet();
    private static final ThreadLocal<Binding> OF_THIS_THREAD = ThreadLocal.withInitial(() -> Binding.NONE);

    private static volatile Consumer<LooseCall> looseCalls = call -> {};
    private static volatile SessionBudgets session = SessionBudgets.unlimited();
    private static volatile CallRouter router = (run, role, target) -> Optional.empty();

    private RunRegistry() {}

    /** What calls of a thread are charged to; without a run, to the only one under way. */
    private record Binding(Optional<RunInProgress> run, ModelCall.Role role) {
        private static final Binding NONE = new Binding(Optional.empty(), ModelCall.Role.AGENT);

        boolean isNone() {
            return run.isEmpty() && role == NONE.role;
        }
    }

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
        return bind(run.as(ModelCall.Role.AGENT));
    }

    /**
     * Bind a run to this thread, and whose calls are made here: for context propagation, when a framework goes on with a run's
     * work here.
     *
     * @return restores what was bound before, on the same thread
     */
    public static Scope bind(RunAccount account) {
        return rebind(new Binding(Optional.of(account.whole()), account.role()));
    }

    /**
     * Take the calls of this thread for those of {@code role}, whatever run they are charged to.
     *
     * @return restores what was bound before, on the same thread
     */
    public static Scope bind(ModelCall.Role role) {
        return rebind(new Binding(OF_THIS_THREAD.get().run(), role));
    }

    /**
     * Bind no run to this thread: for context propagation, when a framework goes on with work of no run here.
     *
     * @return restores the run that was bound before, on the same thread
     */
    public static Scope unbind() {
        return rebind(Binding.NONE);
    }

    /** Return the run that is bound to this thread. */
    public static Optional<RunInProgress> ofThisThread() {
        return OF_THIS_THREAD.get().run();
    }

    /** Return whose the calls of this thread are. */
    public static ModelCall.Role roleOfThisThread() {
        return OF_THIS_THREAD.get().role();
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
        return current(roleOfThisThread());
    }

    /** Return the recorder of calls on this thread that are those of {@code role}. */
    public static CallRecorder current(ModelCall.Role role) {
        Optional<RunInProgress> run = charged();
        if (run.isPresent()) {
            return run.get().recorderOf(role);
        }
        return new LooseCallRecorder(role, !ACTIVE.isEmpty());
    }

    /**
     * Records calls that no run can be charged with.
     *
     * @param role whose calls they are
     * @param amongRuns whether several runs are under way, and not none
     */
    private record LooseCallRecorder(ModelCall.Role role, boolean amongRuns) implements CallRecorder {

        @Override
        public void record(ModelCall call) {
            ModelCall charged = role == ModelCall.Role.JUDGE ? call.as(role) : call;
            looseCalls.accept(amongRuns ? LooseCall.unattributed(charged) : LooseCall.outside(charged));
        }

        @Override
        public Optional<String> refusal() {
            return session.of(role).refusal();
        }

        @Override
        public Remaining remaining() {
            return session.of(role).remaining();
        }

        @Override
        public CallRecorder judge() {
            return new LooseCallRecorder(ModelCall.Role.JUDGE, amongRuns);
        }
    }

    /**
     * Return the address to send a request of this thread to instead of {@code target}, so that its usage is seen.
     *
     * @return nothing where no gateway runs, or it does not know {@code target}
     */
    public static Optional<URI> route(URI target) {
        return router.route(charged(), roleOfThisThread(), target);
    }

    /** Return what limits the calls of {@code role} that are part of no run. */
    public static SessionBudget session(ModelCall.Role role) {
        return session.of(role);
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
    public static void limitLooseCallsBy(SessionBudgets budgets) {
        session = budgets;
    }

    private static Scope rebind(Binding binding) {
        Binding before = OF_THIS_THREAD.get();
        set(binding);
        return () -> set(before);
    }

    private static void set(Binding binding) {
        if (binding.isNone()) {
            OF_THIS_THREAD.remove();
        } else {
            OF_THIS_THREAD.set(binding);
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
