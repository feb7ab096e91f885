package dev.tokenbudget.internal.gateway.transport;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.MonitoringResponseOutOfOrderStrategy;
import org.apache.hc.core5.util.Timeout;

/**
 * A connection to an upstream. Headers travel byte by byte, and an answer that comes while the request is still being sent
 * ends the sending.
 */
final class UpstreamConnection extends DefaultBHttpClientConnection {

    private final RequestHeadWriter heads;

    UpstreamConnection() {
        this(new RequestHeadWriter());
    }

    private UpstreamConnection(RequestHeadWriter heads) {
        super(
                Http1Config.DEFAULT,
                StandardCharsets.ISO_8859_1.newDecoder(),
                StandardCharsets.ISO_8859_1.newEncoder(),
                null,
                null,
                MonitoringResponseOutOfOrderStrategy.INSTANCE,
                () -> heads,
                null);
        this.heads = heads;
    }

    /** Do {@code step} once all of a request's head but its end has been sent. */
    void beforeHeadEnds(RequestHeadWriter.Step step) {
        heads.beforeEnd(step);
    }

    /**
     * Whether the upstream keeps the connection open and has sent nothing that was not read: bytes left over would be taken
     * for the next answer. Looking takes a millisecond.
     */
    boolean isQuiet() {
        try {
            // It times out where nothing has come; otherwise there are bytes, or the stream's end.
            awaitInput(Timeout.ONE_MILLISECOND);
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
