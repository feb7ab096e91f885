package dev.tokenbudget.benchmarks;

import dev.tokenbudget.internal.gateway.framing.UsageTap;
import dev.tokenbudget.internal.gateway.protocol.ModelRequest;
import dev.tokenbudget.internal.gateway.protocol.Protocol;
import dev.tokenbudget.internal.gateway.protocol.Protocols;
import dev.tokenbudget.internal.gateway.protocol.ProviderJson;
import dev.tokenbudget.internal.gateway.protocol.UsageReading;

/** Reads the usage of an answer as the gateway does, in pieces as a socket gives them. */
final class ReadUsage {

    private static final int PIECE = 8192;

    private final ModelRequest request;
    private final Protocol protocol;

    ReadUsage(Answers answer) {
        request = new ModelRequest("upstream", "POST", answer.path(), ProviderJson.parse(new byte[0]));
        protocol = Protocols.of(request).orElseThrow();
    }

    UsageReading of(byte[] answer) {
        UsageReading reading = new UsageReading();
        UsageTap tap = new UsageTap(protocol.reader(request), reading, "");
        for (int at = 0; at < answer.length; at += PIECE) {
            if (at + PIECE >= answer.length) {
                tap.whole();
            }
            tap.accept(answer, at, Math.min(PIECE, answer.length - at));
        }
        tap.end();
        if (!reading.tellsUsage()) {
            throw new IllegalStateException("No usage was found.");
        }
        return reading;
    }
}
