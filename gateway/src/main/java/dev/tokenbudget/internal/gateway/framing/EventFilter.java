package dev.tokenbudget.internal.gateway.framing;

import dev.tokenbudget.internal.gateway.protocol.ProviderJson;
import dev.tokenbudget.internal.gateway.protocol.UsageRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Passes server-sent events on, but for those that only our question for usage brought. An event is held until its last
 * byte has come, and never longer.
 */
public final class EventFilter extends OutputStream {

    /** An event that is longer is an answer's, and is not held any more. */
    private static final int LONGEST_HELD = 1 << 20;

    private record EventEnd(int position, boolean removed) {}

    private final OutputStream client;
    private final List<EventEnd> ends = new ArrayList<>();
    private final ServerSentEvents events;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean partlySent;
    private boolean broken;

    public EventFilter(UsageRequest question, OutputStream client) {
        this.client = client;
        this.events = new ServerSentEvents(
                (name, data, end) -> ends.add(new EventEnd(end, question.isAnswer(ProviderJson.parse(data.copy())))));
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        ends.clear();
        if (!isRead(bytes, offset, length)) {
            release();
            client.write(bytes, offset, length);
            return;
        }
        int from = offset;
        for (EventEnd end : ends) {
            held.write(bytes, from, end.position() - from);
            from = end.position();
            if (end.removed() && !partlySent) {
                held.reset();
            } else {
                release();
            }
            partlySent = false;
        }
        held.write(bytes, from, offset + length - from);
        if (held.size() > LONGEST_HELD) {
            release();
            partlySent = true;
        }
    }

    @Override
    public void flush() throws IOException {
        client.flush();
    }

    /** Pass on what is still held: an event that was cut. The client's stream stays open. */
    @Override
    public void close() throws IOException {
        release();
        client.flush();
    }

    /** Whatever goes wrong in reading costs the client an event too many at most. */
    private boolean isRead(byte[] bytes, int offset, int length) {
        if (!broken) {
            try {
                events.accept(bytes, offset, length);
            } catch (RuntimeException | Error e) {
                broken = true;
            }
        }
        return !broken;
    }

    private void release() throws IOException {
        held.writeTo(client);
        held.reset();
    }
}
