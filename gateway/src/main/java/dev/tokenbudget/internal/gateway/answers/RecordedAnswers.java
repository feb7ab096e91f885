package dev.tokenbudget.internal.gateway.answers;

import dev.tokenbudget.internal.gateway.transport.UpstreamTransport;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.usage.ModelCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * Answers of another source, of which a copy is kept for the run that asked. What passes is left as it is. Safe to use from
 * any thread.
 */
public final class RecordedAnswers implements AnswerSource {

    private final AnswerSource source;
    private final Map<RunInProgress, Queue<CopiedExchange>> runs = new ConcurrentHashMap<>();

    /** Record what {@code source} answers; it is closed with this. */
    public RecordedAnswers(AnswerSource source) {
        this.source = source;
    }

    /** Record what {@code transport} answers; it is closed with this. */
    public RecordedAnswers(UpstreamTransport transport) {
        this(new LiveAnswers(transport));
    }

    /** A call that no run pays for belongs to no recording. */
    @Override
    public Answering to(AskedCall call) {
        Optional<RunInProgress> run = call.run();
        if (run.isEmpty()) {
            return source.to(call);
        }
        CopiedExchange exchange = new CopiedExchange(call, source.to(call));
        runs.computeIfAbsent(run.get(), begun -> new ConcurrentLinkedQueue<>()).add(exchange);
        return exchange;
    }

    /**
     * Hand out what was said in a run, and forget it.
     *
     * @param run the run, which has ended
     * @param ended what it was charged with
     */
    public RecordedTalk take(RunInProgress run, Run ended) {
        Queue<CopiedExchange> exchanges = runs.remove(run);
        List<ModelCall> charged = Stream.concat(ended.calls().stream(), ended.judgeCalls().stream())
                .toList();
        return RecordedTalk.of(exchanges == null ? List.of() : List.copyOf(exchanges), charged);
    }

    /** Forget what was said in a run that is not recorded. */
    public void forget(RunInProgress run) {
        runs.remove(run);
    }

    @Override
    public void close() {
        source.close();
    }
}
