package dev.tokenbudget.gateway;

import dev.tokenbudget.usage.ModelCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who asked for which response: it is theirs, whoever fetches it. And which files hold the results of a batch. Safe to use
 * from any thread.
 */
final class ResponseOwners {

    private record Name(String upstream, String id) {}

    private final Map<Name, Account> owners = new ConcurrentHashMap<>();
    private final Map<Name, String> batches = new ConcurrentHashMap<>();

    /** Note that {@code account} asked for the answer that {@code call} has. */
    void created(ModelCall call, Account account) {
        call.responseId().ifPresent(id -> owners.put(new Name(call.provider(), id), account));
    }

    /**
     * Charge an answer that was fetched to who asked for it. One that nobody is known to have asked for was made by another
     * process, such as one that {@code fetching} started.
     */
    void fetched(List<ModelCall> answer, Account fetching) {
        ModelCall first = answer.get(0);
        Optional<Account> owner = first.responseId().map(id -> owners.get(new Name(first.provider(), id)));
        if (owner.isEmpty()) {
            created(first, fetching);
            fetching.amend(answer);
        } else if (owner.get() instanceof Account.OfRun run) {
            run.amend(answer);
        }
    }

    /** Note that a file holds the results of {@code batch}. */
    void resultsIn(String file, String upstream, String batch) {
        batches.put(new Name(upstream, lastPart(file)), batch);
    }

    /** Return the batch whose results are fetched from {@code path}. */
    Optional<String> batchIn(String upstream, String path) {
        if (batches.isEmpty() || !path.contains("/files/")) {
            return Optional.empty();
        }
        String file =
                path.substring(path.indexOf("/files/") + "/files/".length()).replaceAll("[/:].*", "");
        return Optional.ofNullable(batches.get(new Name(upstream, file)));
    }

    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
