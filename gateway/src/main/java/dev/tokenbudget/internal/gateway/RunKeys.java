package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.transport.HeaderField;
import dev.tokenbudget.internal.recording.RunAccount;
import dev.tokenbudget.internal.text.RunKey;
import dev.tokenbudget.usage.ModelCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The keys in base URLs and the runs they stand for; a request comes in by the key of a run. Keys outlive their runs, so that a late call is known for what it is. */
final class RunKeys implements Entrance {

    private static final Entry NO_RUN = new Entry.Refused(
            404,
            "This URL belongs to no run. Configure the client with a URL that the"
                    + " gateway handed out in this JVM; each run has its own.");

    private final Map<RunKey, ModelCall.Role> sharedKeys = new ConcurrentHashMap<>();
    private final Map<RunKey, RunAccount> runs = new ConcurrentHashMap<>();

    @Override
    public Entry enter(String requestTarget, String method, List<HeaderField> headers) {
        Optional<Target> target = Target.of(requestTarget);
        return target.flatMap(known -> accountOf(RunKey.of(known.key())))
                .<Entry>map(payer -> new Entry.Call(target.get(), payer))
                .orElse(NO_RUN);
    }

    /** Return a key for calls of {@code role} of the only run under way. */
    String openShared(ModelCall.Role role) {
        RunKey key = RunKey.random();
        sharedKeys.put(key, role);
        return key.toString();
    }

    /** Return a key of its own for one of the accounts of a run. */
    String open(RunAccount account) {
        RunKey key = RunKey.random();
        runs.put(key, account);
        return key.toString();
    }

    /** Return who pays for a request that carries {@code key}, or nothing where no run ever had it. */
    private Optional<Payer> accountOf(RunKey key) {
        ModelCall.Role shared = sharedKeys.get(key);
        if (shared != null) {
            return Optional.of(Payer.shared(shared));
        }
        return Optional.ofNullable(runs.get(key)).map(Payer.OfRun::new);
    }
}
