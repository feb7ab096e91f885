package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageStatus;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which run requested which response: it pays for it, even if another one fetches it. And which files hold the results of a batch. Safe to use
 * from any thread.
 */
final class ResponseOwners {

    private record Name(String upstream, String id) {
        /** Written out, as the one below: those of a record cost each JVM some classes. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Name name && upstream.equals(name.upstream) && id.equals(name.id);
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }
    }

    /** Who asked, and whether all that the answer used is counted there. */
    private record Owner(Payer account, boolean isCounted) {

        boolean canBeCharged() {
            return account.isOpen();
        }
    }

    /** More than are asked for and not fetched yet: a gateway outside of tests runs for months. */
    private static final int MOST = 100_000;

    private final Map<Name, Owner> owners = newest();
    private final Map<Name, String> batches = newest();

    private static <T> Map<Name, T> newest() {
        return Collections.synchronizedMap(new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Name, T> eldest) {
                return size() > MOST;
            }
        });
    }

    /** Note that {@code account} asked for the answer that {@code call} has. */
    void created(ModelCall call, Payer account) {
        name(call).ifPresent(name -> owners.put(name, new Owner(account, isCounted(call))));
    }

    /**
     * Charge an answer that was fetched to the run that requested it, once. What is counted nowhere, because another process asked for
     * it, or a run that is over by now, is charged to who fetches it.
     */
    void fetched(List<ModelCall> answer, Payer fetching) {
        ModelCall first = answer.get(0);
        Optional<Owner> owner = name(first).map(owners::get);
        Payer charged = owner.filter(known -> known.isCounted() || known.canBeCharged())
                .map(Owner::account)
                .orElse(fetching);
        if (owner.isEmpty() || !owner.get().isCounted()) {
            created(first, charged);
            charged.amend(answer);
        }
    }

    private static Optional<Name> name(ModelCall call) {
        return call.responseId().map(id -> new Name(call.provider(), id));
    }

    private static boolean isCounted(ModelCall call) {
        return call.status() == UsageStatus.REPORTED;
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
