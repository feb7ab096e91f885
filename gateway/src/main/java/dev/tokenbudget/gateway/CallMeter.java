package dev.tokenbudget.gateway;

import dev.tokenbudget.gateway.framing.UsageTap;
import dev.tokenbudget.gateway.protocol.ModelRequest;
import dev.tokenbudget.gateway.protocol.Protocol;
import dev.tokenbudget.gateway.protocol.Reading;
import dev.tokenbudget.gateway.protocol.ResponseReader;
import dev.tokenbudget.gateway.protocol.UsageRequest;
import dev.tokenbudget.gateway.transport.UpstreamResponse;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageSource;
import dev.tokenbudget.usage.UsageStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Measures one call of a model. */
final class CallMeter implements Meter {

    private final Account account;
    private final Protocol protocol;
    private final ModelRequest request;
    private final Reading reading = new Reading();
    private final Instant started = Instant.now();
    private final long startNanos = System.nanoTime();
    private Optional<UsageTap> tap = Optional.empty();
    private boolean ended;

    CallMeter(Account account, Protocol protocol, ModelRequest request) {
        this.account = account;
        this.protocol = protocol;
        this.request = request;
    }

    @Override
    public Account.Ticket begin() {
        return account.begin();
    }

    @Override
    public UsageRequest question() {
        return protocol.usageRequest(request);
    }

    @Override
    public UsageTap tap(UpstreamResponse answer) {
        ResponseReader reader = protocol.reader(request);
        reader.readHeaders(answer::header, reading);
        UsageTap opened = new UsageTap(reader, reading, answer.header("Content-Encoding"));
        tap = Optional.of(opened);
        return opened;
    }

    @Override
    public void end(UsageStatus withoutUsage) {
        if (ended) {
            return;
        }
        ended = true;
        Duration latency = Duration.ofNanos(System.nanoTime() - startNanos);
        tap.ifPresent(UsageTap::end);
        String asked = protocol.requestedModel(request);
        ModelCall.Builder call = ModelCall.builder(request.upstream(), asked)
                .kind(protocol.kind(request))
                .source(UsageSource.GATEWAY)
                .streamed(tap.map(UsageTap::isStream).orElse(false))
                .started(started)
                .latency(latency);
        List<ModelCall> calls = reading.toCalls(call, asked, withoutUsage);
        if (!protocol.isRetrieval(request)) {
            calls.forEach(account::charge);
        } else if (reading.hasUsage()) {
            account.amend(calls.get(0));
            calls.stream().skip(1).forEach(account::charge);
        }
    }

    @Override
    public String error(int status, String sentence) {
        return protocol.error(status, sentence);
    }
}
