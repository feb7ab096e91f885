package dev.tokenbudget.internal.gateway.transport;

import java.util.concurrent.TimeUnit;

/** A connection to an upstream, which requests follow each other over. */
final class UpstreamConnection {

    private static final long JUST_NOW_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MILLIS_TO_TELL = 1;

    private final Wire wire;
    private final Runnable onceClosed;
    private final MessageInput input;
    private final MessageOutput output;
    private final HeadReader heads;
    private int exchanges;
    private long keptSince;

    UpstreamConnection(Wire wire, Runnable onceClosed) {
        this.wire = wire;
        this.onceClosed = onceClosed;
        this.input = new MessageInput(wire, () -> {});
        this.output = new MessageOutput(wire);
        this.heads = new HeadReader(input, HeadReader.Rules.OF_ANSWERS);
    }

    Wire wire() {
        return wire;
    }

    MessageInput input() {
        return input;
    }

    MessageOutput output() {
        return output;
    }

    HeadReader heads() {
        return heads;
    }

    /** Note that an exchange ended well, and the next may follow. */
    void kept() {
        exchanges++;
        keptSince = System.nanoTime();
    }

    /**
     * Whether the upstream has shown that it keeps connections: this one was used twice, and a moment ago. Only then is it enough
     * to look whether it was closed; waiting to be sure takes a millisecond, more than nginx and the gateway add together.
     */
    boolean isProven() {
        return exchanges > 1 && System.nanoTime() - keptSince < JUST_NOW_NANOS;
    }

    /** Whether the upstream has closed nothing and sent nothing that was not asked for. */
    boolean isQuiet() {
        return input.isQuiet(0);
    }

    /** As {@link #isQuiet}, but give what is on its way some time to come. */
    boolean staysQuiet() {
        return input.isQuiet(MILLIS_TO_TELL);
    }

    void close() {
        onceClosed.run();
        wire.abort();
    }
}
