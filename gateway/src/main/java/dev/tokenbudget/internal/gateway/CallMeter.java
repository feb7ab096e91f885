package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.answers.Answering;
import dev.tokenbudget.internal.gateway.form.AskedForm;
import dev.tokenbudget.internal.gateway.form.FormReader;
import dev.tokenbudget.internal.gateway.framing.UsageTap;
import dev.tokenbudget.internal.gateway.prompt.AwaitedPrompt;
import dev.tokenbudget.internal.gateway.protocol.ModelRequest;
import dev.tokenbudget.internal.gateway.protocol.OutputLimit;
import dev.tokenbudget.internal.gateway.protocol.Protocol;
import dev.tokenbudget.internal.gateway.protocol.ResponseReader;
import dev.tokenbudget.internal.gateway.protocol.UsageReading;
import dev.tokenbudget.internal.gateway.protocol.UsageRequest;
import dev.tokenbudget.internal.gateway.transport.HeaderField;
import dev.tokenbudget.internal.gateway.transport.UpstreamResponse;
import dev.tokenbudget.internal.recording.Admission;
import dev.tokenbudget.internal.recording.CallForecast;
import dev.tokenbudget.internal.recording.Reservation;
import dev.tokenbudget.internal.text.ClassLog;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageSource;
import dev.tokenbudget.usage.UsageStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Measures one call of a model. */
final class CallMeter implements Meter {

    private static final ClassLog LOG = new ClassLog(CallMeter.class);

    private final Payer account;
    private final Protocol protocol;
    private final ModelRequest request;
    private final RequestDocument document;
    private final CallOrigin origin;
    private final AwaitedPrompt prompt;
    private final ResponseOwners owners;
    private final Answering answering;

    private final UsageReading reading = new UsageReading();
    private Reservation reservation = Reservation.NONE;
    private Instant started;
    private long startNanos = System.nanoTime();
    private Optional<UsageTap> tap = Optional.empty();
    private Optional<FormReader> form = Optional.empty();
    private boolean ended;
    private boolean charged;

    /**
     * Begin to measure a call.
     *
     * @param document the request's body, which may be known only once it has been sent
     * @param prompt what the request is made of, measured once the answer has begun
     * @param owners which runs requested the answers that are only fetched
     * @param answering who answers the call
     */
    CallMeter(
            Payer account,
            Protocol protocol,
            ModelRequest request,
            RequestDocument document,
            CallOrigin origin,
            AwaitedPrompt prompt,
            ResponseOwners owners,
            Answering answering) {
        this.account = account;
        this.started = account.now();
        this.protocol = protocol;
        this.request = request;
        this.document = document;
        this.origin = origin;
        this.prompt = prompt;
        this.owners = owners;
        this.answering = answering;
    }

    /** An answer that is only fetched was paid for when it was requested; what it waits before it is sent is not its latency. */
    @Override
    public Admission enter(BooleanSupplier isLeft) {
        Admission admission = admission(isLeft);
        if (admission instanceof Admission.Granted granted) {
            reservation = granted.reservation();
        }
        started = account.now();
        startNanos = System.nanoTime();
        return admission;
    }

    private Admission admission(BooleanSupplier isLeft) {
        boolean isRetrieval = protocol.isRetrieval(request);
        if (protocol.isAwaited()) {
            return isRetrieval ? new Admission.Granted(account.begin()) : admissionOfOneMore(isLeft);
        }
        Optional<String> refusal = isRetrieval ? Optional.empty() : account.refusal();
        return refusal.<Admission>map(Admission.Refused::new).orElseGet(() -> Meter.NOTHING.enter(isLeft));
    }

    /** Whatever goes wrong while it is reckoned what a call may use, it is sent as long as anything is left. */
    private Admission admissionOfOneMore(BooleanSupplier isLeft) {
        try {
            return account.admit(forecast(), isLeft);
        } catch (RuntimeException e) {
            LOG.get().log(System.Logger.Level.WARNING, "What a call may use could not be reserved", e);
            return account.refusal()
                    .<Admission>map(Admission.Refused::new)
                    .orElseGet(() -> new Admission.Granted(account.begin()));
        }
    }

    private CallForecast forecast() {
        return new CallForecast(
                request.upstream(),
                protocol.requestedModel(request),
                protocol.kind(request),
                document.length(),
                OutputLimit.of(request.body()),
                prompt);
    }

    @Override
    public void answered() {
        reservation.showsLife();
        prompt.begin();
    }

    @Override
    public List<HeaderField> budgetHeaders() {
        return BudgetHeaders.of(account);
    }

    @Override
    public UsageRequest question() {
        return protocol.usageRequest(request);
    }

    @Override
    public UsageTap tap(UpstreamResponse answer) {
        ResponseReader reader = protocol.reader(request);
        form = AskedForm.of(request.body()).map(asked -> new FormReader(reader, asked));
        UsageTap opened = new UsageTap(
                form.<ResponseReader>map(known -> known).orElse(reader), reading, answer.header("Content-Encoding"));
        opened.readHeaders(answer::header);
        tap = Optional.of(opened);
        return opened;
    }

    /** Whatever goes wrong while a call is measured, it is charged, and the agent's answer does not suffer. */
    @Override
    public void end(UsageStatus withoutUsage) {
        if (ended) {
            return;
        }
        ended = true;
        Duration latency = Duration.ofNanos(System.nanoTime() - startNanos);
        try {
            tap.ifPresent(UsageTap::end);
            List<ModelCall> calls = answering.settle(measured(latency, withoutUsage));
            charge(calls);
            reservation.settle(calls);
        } catch (RuntimeException | Error e) {
            if (!charged) {
                UnmeasuredCall.charge(account, request, e);
            }
        }
    }

    private List<ModelCall> measured(Duration latency, UsageStatus withoutUsage) {
        String asked = requestedModel();
        ModelCall.Builder call = ModelCall.builder(request.upstream(), asked)
                .kind(protocol.kind(request))
                .source(UsageSource.GATEWAY)
                .streamed(tap.map(UsageTap::isStream).orElse(false))
                .started(started)
                .latency(latency)
                .labels(origin.labels());
        tap.flatMap(UsageTap::begun).ifPresent(nanos -> call.timeToFirstToken(Duration.ofNanos(nanos - startNanos)));
        origin.agent().ifPresent(call::agent);
        return withForm(reading.toCalls(call, asked, withoutUsage));
    }

    /** What an answer says beside the tools that it calls was asked for by nobody. */
    private List<ModelCall> withForm(List<ModelCall> calls) {
        ModelCall answer = calls.get(0);
        return form.filter(known -> answer.toolCalls() == 0 && answer.isBilled())
                .flatMap(FormReader::form)
                .map(kept -> {
                    List<ModelCall> formed = new ArrayList<>(calls);
                    formed.set(0, answer.toBuilder().answerForm(kept).build());
                    return formed;
                })
                .orElse(calls);
    }

    private String requestedModel() {
        String atOnce = protocol.requestedModel(request);
        String model = atOnce.isEmpty() ? protocol.requestedModel(request.with(document.sent())) : atOnce;
        if (model.isEmpty() && !document.body().isRepeatable()) {
            LOG.get()
                    .log(
                            System.Logger.Level.WARNING,
                            "A request of more than 32 MiB to upstream {0} names no model that could be read; the model that"
                                    + " answered stands for it",
                            request.upstream());
        }
        return model;
    }

    @Override
    public String error(int status, String sentence) {
        return protocol.error(status, sentence);
    }

    /** The answer's own call comes first; what is billed beside it read another prompt. */
    private void charge(List<ModelCall> calls) {
        ModelCall answer = calls.get(0);
        if (!protocol.isRetrieval(request)) {
            owners.created(answer, account);
            account.charge(answer, prompt);
            calls.stream().skip(1).forEach(account::charge);
        } else if (reading.tellsUsage()) {
            // What is fetched uses nothing: it was charged to the run that requested it.
            owners.fetched(calls, account);
        }
        charged = true;
        reading.responseId()
                .ifPresent(batch ->
                        reading.outputFiles().forEach(file -> owners.resultsIn(file, request.upstream(), batch)));
    }
}
