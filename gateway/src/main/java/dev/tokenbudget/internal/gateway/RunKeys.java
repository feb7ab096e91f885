package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.transport.HeaderField;
import dev.tokenbudget.internal.recording.RunAccount;
import dev.tokenbudget.usage.ModelCall;
import java.security.SecureRandom;
import java.util.HexFormat;
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

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, ModelCall.Role> sharedKeys = new ConcurrentHashMap<>();
    private final Map<String, RunAccount> runs = new ConcurrentHashMap<>();

    @Override
    public Entry enter(String requestTarget, String method, List<HeaderField> headers) {
        Optional<Target> target = Target.of(requestTarget);
        return target.flatMap(known -> accountOf(known.key()))
                .<Entry>map(payer -> new Entry.Call(target.get(), payer))
                .orElse(NO_RUN);
    }

    /** Return a key for calls of {@code role} of the only run under way. */
    String openShared(ModelCall.Role role) {
        String key = newKey();
        sharedKeys.put(key, role);
        return key;
    }

    /** Return a key of its own for one of the accounts of a run. */
    String open(RunAccount account) {
        String key = newKey();
        runs.put(key, account);
        return key;
    }

    /** Return who pays for a request that carries {@code key}, or nothing where no run ever had it. */
    private Optional<Payer> accountOf(String key) {
        ModelCall.Role shared = sharedKeys.get(key);
        if (shared != null) {
            return Optional.of(Payer.shared(shared));
        }
        return Optional.ofNullable(runs.get(key)).map(Payer.OfRun::new);
    }

    private static String newKey() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }
}
