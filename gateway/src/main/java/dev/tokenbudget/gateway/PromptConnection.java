package dev.tokenbudget.gateway;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import jdk.net.ExtendedSocketOptions;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;

/**
 * A server's connection that acknowledges what it reads at once, where the system can be told to. The official SDKs send
 * larger bodies in pieces without TCP_NODELAY: each piece would wait 40 ms for the acknowledgement of the one before.
 */
final class PromptConnection extends DefaultBHttpServerConnection {

    PromptConnection(Http1Config limits) {
        super("http", limits);
    }

    @Override
    public void bind(Socket socket) throws IOException {
        bind(new SocketHolder(socket) {
            @Override
            protected InputStream getInputStream(Socket bound) throws IOException {
                boolean canBeTold = bound.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
                return canBeTold ? new PromptStream(bound) : bound.getInputStream();
            }
        });
    }

    private static final class PromptStream extends FilterInputStream {
        private final Socket socket;

        PromptStream(Socket socket) throws IOException {
            super(socket.getInputStream());
            this.socket = socket;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            // Linux forgets the option after a few packets.
            socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
            return super.read(bytes, offset, length);
        }
    }
}
