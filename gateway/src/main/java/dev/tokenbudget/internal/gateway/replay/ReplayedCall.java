package dev.tokenbudget.internal.gateway.replay;

import dev.tokenbudget.internal.gateway.answers.Answering;
import dev.tokenbudget.internal.gateway.answers.AskedCall;
import dev.tokenbudget.internal.gateway.transport.UpstreamRequest;
import dev.tokenbudget.internal.gateway.transport.UpstreamTransport;
import dev.tokenbudget.internal.replay.Slopes;
import dev.tokenbudget.internal.run.ReplayedRun.Departure;
import dev.tokenbudget.internal.run.ReplayedRun.Kind;
import dev.tokenbudget.usage.ModelCall;
import java.util.List;
import java.util.Optional;

/** One request of a run that is answered from a recorded run. */
final class ReplayedCall implements Answering {

    private final RunReplay replay;
    private final AskedCall call;
    private final ComparedRequest request;
    private final Slopes slopes;
    private Optional<RequestTurn> turn = Optional.empty();

    ReplayedCall(RunReplay replay, AskedCall call, Slopes slopes) {
        this.replay = replay;
        this.call = call;
        this.request = ComparedRequest.of(call);
        this.slopes = slopes;
    }

    /** A refusal that the run was not charged with was due to the question for usage, which is not asked again. */
    @Override
    public UpstreamTransport.Exchange open(UpstreamRequest sent) {
        RequestTurn next = replay.next(request);
        while (isRefusalOfQuestion(next) && sent.body() == call.body()) {
            next = replay.next(request);
        }
        turn = Optional.of(next);
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
        List<ModelCall> calls = usageOf(answered).answered(read, recorded.get());
        ChangedParameters.between(request, recorded.get().asked().request())
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
                    LeftRecording.because(refused),
                    usageOf(refused).leastInput()));
        }
        String message = replay.isRecorded() ? LeftRecording.message(refused) : LeftRecording.messageWithoutRecording();
        return RecordedAnswer.none(request.protocol(), message);
    }

    private ReplayedUsage usageOf(RequestTurn answered) {
        return new ReplayedUsage(answered, call.prompt().join(), slopes);
    }

    private boolean isRefusalOfQuestion(RequestTurn next) {
        return !request.isFree()
                && next.recorded()
                        .filter(found -> found.exchange().status() >= RecordedAnswer.FIRST_ERROR && !found.isCharged())
                        .isPresent();
    }
}
