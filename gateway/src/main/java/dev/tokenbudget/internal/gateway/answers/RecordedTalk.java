package dev.tokenbudget.internal.gateway.answers;

import dev.tokenbudget.internal.replay.Exchange;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was said in a run.
 *
 * @param exchanges in the order in which they were asked
 * @param obstacles why a run cannot be replayed from that, each as a sentence without its full stop; empty where it can
 */
public record RecordedTalk(List<Exchange> exchanges, List<String> obstacles) {

    public RecordedTalk {
        exchanges = List.copyOf(exchanges);
        obstacles = List.copyOf(obstacles);
    }

    static RecordedTalk of(List<CopiedExchange> copies, List<ModelCall> charged) {
        List<Exchange> exchanges = new ArrayList<>();
        List<String> obstacles = new ArrayList<>();
        ChargedCalls calls = new ChargedCalls(charged);
        for (CopiedExchange copy : copies) {
            copy.obstacle().ifPresent(obstacles::add);
            List<ModelCall> ofExchange = calls.take(copy.read());
            if (copy.obstacle().isEmpty()) {
                exchanges.add(copy.exchange(ofExchange));
            }
        }
        obstacles.addAll(unseen(calls.left()));
        return new RecordedTalk(exchanges, obstacles);
    }

    /** Calls of the agent that did not pass the gateway; a judge whose calls do not is asked live, whatever the agent is. */
    private static List<String> unseen(List<ModelCall> calls) {
        Map<UsageSource, Integer> bySource = new TreeMap<>();
        calls.stream()
                .filter(call -> call.role() == ModelCall.Role.AGENT)
                .forEach(call -> bySource.merge(call.source(), 1, Integer::sum));
        return bySource.entrySet().stream()
                .map(unseen ->
                        "%d of its calls did not pass the gateway, but %s; only what passes the gateway can be recorded: configure"
                                        .formatted(unseen.getValue(), reportedBy(unseen.getKey()))
                                + " the client with a URL of ModelGateway")
                .toList();
    }

    private static String reportedBy(UsageSource source) {
        return switch (source) {
            case GATEWAY -> "came too late for their exchange";
            case SDK -> "were reported by a provider's SDK";
            case FRAMEWORK -> "were reported by a framework";
            case SPAN -> "were read from OpenTelemetry spans";
            case MANUAL -> "were recorded by the test itself";
        };
    }
}
