package dev.tokenbudget.internal.gateway.replay;

import dev.tokenbudget.internal.gateway.answers.Answering;
import dev.tokenbudget.internal.gateway.answers.AskedCall;
import dev.tokenbudget.internal.gateway.counting.ProviderCounting;
import dev.tokenbudget.internal.gateway.transport.UpstreamRequest;
import dev.tokenbudget.internal.gateway.transport.UpstreamTransport;
import dev.tokenbudget.internal.replay.Redaction;
import dev.tokenbudget.internal.replay.Slopes;
import dev.tokenbudget.internal.run.ReplayedRun.Departure;
import dev.tokenbudget.internal.run.ReplayedRun.Kind;
import dev.tokenbudget.usage.ModelCall;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One request of a run that is answered from a recorded run. */
final class ReplayedCall implements Answering {

    private final RunReplay replay;
    private final AskedCall call;
    private final Slopes slopes;
    private final Redaction redaction;
    private final Optional<ProviderCounting> counting;
    private Optional<RequestTurn> turn = Optional.empty();
    private OptionalLong counted = OptionalLong.empty();

    ReplayedCall(
            RunReplay replay, AskedCall call, Slopes slopes, Redaction redaction, Optional<ProviderCounting> counting) {
        this.replay = replay;
        this.call = call;
        this.slopes = slopes;
        this.redaction = redaction;
        this.counting = counting;
    }

    @Override
    public UpstreamTransport.Exchange open(UpstreamRequest sent) {
        RequestTurn next = replay.next(ComparedRequest.of(call, sent.headers(), redaction));
        turn = Optional.of(next);
        counted = count(next, sent);
        return next.recorded().isPresent()
                ? RecordedAnswer.of(next.recorded().get().exchange())
                : refuse(next);
    }

    @Override
    public List<ModelCall> settle(List<ModelCall> read) {
        if (turn.isEmpty()) {
            return read;
        }
        RequestTurn answered = turn.get();
        Optional<RecordedExchange> recorded = answered.recorded();
        if (recorded.isEmpty()) {
            return usageOf(answered).unanswered(read);
        }
        ReplayedUsage usage = usageOf(answered);
        List<ModelCall> calls = usage.answered(read, recorded.get());
        usage.growth(recorded.get()).ifPresent(growth -> replay.grow(recorded.get(), growth));
        ChangedParameters.between(
                        answered.asked().request(), recorded.get().asked().request())
                .map(changes -> new Departure(
                        Kind.PARAMETER,
                        answered.call(),
                        LeftRecording.nameOf(answered) + " has " + changes,
                        calls.get(0).usage().input().orElse(0)))
                .ifPresent(replay::depart);
        return calls;
    }

    private RecordedAnswer refuse(RequestTurn refused) {
        if (!refused.isRefusedAgain()) {
            replay.depart(new Departure(
                    Kind.LEFT,
                    refused.call(),
                    (call.role() == ModelCall.Role.JUDGE ? "the judge's " : "") + LeftRecording.because(refused),
                    usageOf(refused).leastInput()));
        }
        String message = replay.isRecorded() ? LeftRecording.message(refused) : LeftRecording.messageWithoutRecording();
        return RecordedAnswer.none(call.protocol(), message);
    }

    private ReplayedUsage usageOf(RequestTurn answered) {
        return new ReplayedUsage(answered, call.prompt().join(), slopes, counted);
    }

    /** What did not change was counted when it was recorded, and what fetches an answer has no prompt. */
    private OptionalLong count(RequestTurn next, UpstreamRequest sent) {
        boolean isNew = !next.asked().request().isFree() && !next.isUnchanged() && !next.isRefusedAgain();
        return counting.filter(known -> isNew)
                .map(known -> known.count(call.asked(), sent))
                .orElse(OptionalLong.empty());
    }
}
