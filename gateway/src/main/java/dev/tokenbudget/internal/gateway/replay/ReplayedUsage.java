package dev.tokenbudget.internal.gateway.replay;

import dev.tokenbudget.internal.replay.InputEstimate;
import dev.tokenbudget.internal.replay.Slopes;
import dev.tokenbudget.internal.replay.Slopes.Slope;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageBasis;
import dev.tokenbudget.usage.UsageStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a replayed request used: what was recorded, and where the request has changed, what that adds to its input.
 *
 * @param turn what came of the request
 * @param prompt what the request is made of
 * @param counted its input as the provider counts it, where that was asked
 */
record ReplayedUsage(RequestTurn turn, Optional<PromptSections> prompt, Slopes slopes, OptionalLong counted) {

    /** More than any run has of calls. */
    private static final long MOST_CALLS = 1_000_000;

    /** Return the calls of a request that was answered. */
    List<ModelCall> answered(List<ModelCall> read, RecordedExchange recorded) {
        List<ModelCall> before = recorded.exchange().calls();
        List<ModelCall> calls = new ArrayList<>();
        for (int i = 0; i < read.size(); i++) {
            ModelCall.Builder call = outOfTime(read.get(i)).basis(UsageBasis.RECORDED, 0);
            if (i < before.size()) {
                call.usage(before.get(i).usage()).status(before.get(i).status());
            }
            calls.add(call.build());
        }
        if (!turn.isUnchanged()) {
            calls.set(0, changed(calls.get(0), recorded));
        }
        return calls;
    }

    /** Return the call that a request makes which nothing answers: of its usage only a part of the prompt is known. */
    List<ModelCall> unanswered(List<ModelCall> read) {
        ModelCall.Builder call = outOfTime(read.get(0)).basis(UsageBasis.NEEDS_LIVE, 0);
        if (!turn.isRefusedAgain()) {
            call.status(UsageStatus.PARTIAL).usage(TokenUsage.unknown().withInput(leastInput()));
        }
        return List.of(call.build());
    }

    /** Return what the input of a request that nothing answers is at least. */
    long leastInput() {
        if (counted.isPresent()) {
            return counted.getAsLong();
        }
        Optional<ModelCall> followed = turn.followed().flatMap(RecordedExchange::call);
        Optional<ModelCall> nearest = turn.nearest().flatMap(RecordedExchange::call);
        return prompt.map(asked -> asked.whole() || followed.isEmpty()
                        ? InputEstimate.atLeast(asked, nearest, slope())
                        : InputEstimate.atLeastAfter(followed.get().usage(), asked, slope()))
                .orElse(0L);
    }

    /** Return by how much the conversation has grown that the provider may keep for later requests. */
    Optional<InputEstimate> growth(RecordedExchange recorded) {
        Optional<PromptSections> before = recorded.call().flatMap(ModelCall::prompt);
        return prompt.flatMap(asked -> before.map(
                known -> InputEstimate.conversation(known, asked, slope()).plus(kept(asked))));
    }

    private ModelCall changed(ModelCall call, RecordedExchange recorded) {
        if (call.usage().input().isEmpty() || !call.isBilled()) {
            return call;
        }
        long before = call.usage().input().getAsLong();
        InputEstimate estimate =
                counted.isPresent() ? InputEstimate.exactly(counted.getAsLong()) : estimate(before, recorded);
        return call.toBuilder()
                .usage(turn.cache().inTokens(before).applyTo(call.usage(), estimate.tokens()))
                .basis(counted.isPresent() ? UsageBasis.COUNTED : UsageBasis.ESTIMATED, estimate.error())
                .build();
    }

    /** What is made of a prompt that nobody could read, may be anything. */
    private InputEstimate estimate(long input, RecordedExchange recorded) {
        Optional<PromptSections> before = recorded.call().flatMap(ModelCall::prompt);
        return prompt.isEmpty() || before.isEmpty()
                ? new InputEstimate(input, input)
                : InputEstimate.changed(input, before.get(), prompt.get(), slope())
                        .plus(kept(prompt.get()));
    }

    private InputEstimate kept(PromptSections asked) {
        return asked.whole() ? InputEstimate.NONE : turn.kept();
    }

    private Slope slope() {
        ComparedRequest request = turn.asked().request();
        return slopes.of(request.request().upstream(), request.model());
    }

    /** A replay takes no time of the model's; its calls have the order of the recording, and no date that prices go by. */
    private ModelCall.Builder outOfTime(ModelCall call) {
        return call.toBuilder().latency(Duration.ZERO).started(Instant.EPOCH.minusMillis(MOST_CALLS - turn.order()));
    }
}
