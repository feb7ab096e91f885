package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.recording.RunInProgress;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The keys in base URLs and the runs they stand for. Keys outlive their runs, so that a late call is known for what it is. */
final class RunKeys {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String sharedKey = newKey();
    private final Map<String, RunInProgress> runs = new ConcurrentHashMap<>();

    String sharedKey() {
        return sharedKey;
    }

    String open(RunInProgress run) {
        String key = newKey();
        runs.put(key, run);
        return key;
    }

    /** Return who pays for a request that carries {@code key}, or nothing where no run ever had it. */
    Optional<Payer> accountOf(String key) {
        if (key.equals(sharedKey)) {
            return Optional.of(Payer.shared());
        }
        return Optional.ofNullable(runs.get(key)).map(Payer.OfRun::new);
    }

    private static String newKey() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }
}
