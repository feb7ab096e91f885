package dev.tokenbudget.internal.waste;

import dev.tokenbudget.usage.ModelCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds requests of one run that are the same to the last setting; one of them is needed. */
final class IdenticalRequests implements WasteRule {

    @Override
    public void claim(SpentTask task, Claims claims) {
        task.runs().forEach(run -> claim(run, claims));
    }

    private static void claim(SpentRun run, Claims claims) {
        Map<List<String>, SpentCall> needed = new HashMap<>();
        for (SpentCall call : run.calls()) {
            Optional<List<String>> asked = asked(call);
            if (call.isClaimed() || asked.isEmpty()) {
                continue;
            }
            Optional<SpentCall> first = Optional.ofNullable(needed.putIfAbsent(asked.get(), call));
            first.ifPresent(same -> claims.add(
                    new WasteKey(WasteKind.IDENTICAL_REQUEST, call.agent(), ""),
                    run,
                    call,
                    call.take(),
                    "a request is sent again exactly as it was in call " + same.number(),
                    "Keep the answer. If a client repeats it by itself, give it more time than answers take."));
        }
    }

    private static Optional<List<String>> asked(SpentCall spent) {
        ModelCall call = spent.call();
        return call.prompt()
                .filter(prompt -> spent.isWhole())
                .flatMap(prompt -> prompt.hashes().request())
                .map(hash -> new ArrayList<>(List.of(call.provider(), call.requestedModel(), hash)));
    }
}
