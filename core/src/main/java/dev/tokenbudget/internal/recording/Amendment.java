package dev.tokenbudget.internal.recording;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageStatus;
import java.util.List;

/** What becomes of the calls of a response when its answer is fetched. */
final class Amendment {

    private static final String UNKNOWN_MODEL = "unknown";

    private Amendment() {}

    /** Whether {@code answer} holds more than {@code known}: counted tokens are never taken back. */
    static boolean isNeeded(List<ModelCall> known, List<ModelCall> answer) {
        boolean whole = !known.isEmpty() && known.stream().allMatch(call -> call.status() == UsageStatus.REPORTED);
        return !whole || (answer.stream().allMatch(ModelCall::isMeasurable) && total(answer) > total(known));
    }

    /** Return {@code answer} as the answer to what {@code known} asked. */
    static List<ModelCall> of(List<ModelCall> known, List<ModelCall> answer) {
        if (known.isEmpty()) {
            return answer;
        }
        ModelCall asked = known.get(0);
        return answer.stream().map(call -> answering(asked, call)).toList();
    }

    private static ModelCall answering(ModelCall asked, ModelCall answer) {
        ModelCall.Builder call = asked.toBuilder()
                .status(answer.status())
                .usage(answer.usage())
                .toolCalls(answer.toolCalls())
                .calledTools(answer.calledTools())
                .streamed(asked.streamed() || answer.streamed())
                .onlyAnomalies(answer.anomalies());
        if (asked.requestedModel().equals(UNKNOWN_MODEL)) {
            call.requestedModel(answer.requestedModel());
        }
        answer.responseModel().ifPresent(call::responseModel);
        answer.stopReason().ifPresent(call::stopReason);
        answer.serviceTier().ifPresent(call::serviceTier);
        return call.build();
    }

    private static long total(List<ModelCall> calls) {
        return calls.stream().mapToLong(call -> call.usage().total().orElse(0)).sum();
    }
}
