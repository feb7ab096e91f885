package dev.tokenbudget.gateway;

import dev.tokenbudget.run.LooseCall;
import dev.tokenbudget.run.RunInProgress;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The keys in base URLs and the runs they stand for. */
final class RunKeys {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String sharedKey = newKey();
    private final Consumer<LooseCall> looseCalls;
    /** Keys outlive their runs, so that a late call is still known for what it is. */
    private final Map<String, RunInProgress> all = new HashMap<>();

    private final Map<String, RunInProgress> active = new HashMap<>();

    RunKeys(Consumer<LooseCall> looseCalls) {
        this.looseCalls = looseCalls;
    }

    String sharedKey() {
        return sharedKey;
    }

    synchronized String open(RunInProgress run) {
        String key = newKey();
        all.put(key, run);
        active.put(key, run);
        return key;
    }

    synchronized void close(String key) {
        active.remove(key);
    }

    /** Return who pays for a request that carries {@code key}, or nothing where no run ever had it. */
    synchronized Optional<Account> accountOf(String key) {
        if (key.equals(sharedKey)) {
            return Optional.of(accountOfShared());
        }
        return Optional.ofNullable(all.get(key)).map(Account.OfRun::new);
    }

    private Account accountOfShared() {
        if (active.size() == 1) {
            return new Account.OfRun(active.values().iterator().next());
        }
        return new Account.Unattributed(looseCalls);
    }

    private static String newKey() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }
}
