package dev.tokenbudget.gateway.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;

/** Opens connections to origins, with TLS where their scheme is {@code https}. */
final class Connector {

    private static final int CONNECT_MILLIS = 10_000;

    private final Supplier<SSLSocketFactory> tls;
    private final int silenceMillis;

    /**
     * Start a connector.
     *
     * @param silence how long an upstream may send nothing
     */
    Connector(Supplier<SSLSocketFactory> tls, Duration silence) {
        this.tls = tls;
        this.silenceMillis = (int) silence.toMillis();
    }

    DefaultBHttpClientConnection connect(URI origin) throws IOException {
        boolean secure = origin.getScheme().equals("https");
        int port = portOf(origin);
        Socket socket = connected(origin.getHost(), port);
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(silenceMillis);
            DefaultBHttpClientConnection connection = new DefaultBHttpClientConnection(Http1Config.DEFAULT);
            if (secure) {
                connection.bind(handshake(socket, origin.getHost(), port), socket);
            } else {
                connection.bind(socket);
            }
            return connection;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    static int portOf(URI origin) {
        int standard = origin.getScheme().equals("https") ? 443 : 80;
        return origin.getPort() >= 0 ? origin.getPort() : standard;
    }

    private SSLSocket handshake(Socket socket, String host, int port) throws IOException {
        SSLSocket secured = (SSLSocket) tls.get().createSocket(socket, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /** Try each address of the host in turn: {@code localhost} may be served on one of its two only. */
    private static Socket connected(String host, int port) throws IOException {
        IOException failure = new IOException("no address of " + host + " is known");
        for (InetAddress address : InetAddress.getAllByName(host)) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
                return socket;
            } catch (IOException e) {
                socket.close();
                failure = e;
            }
        }
        throw failure;
    }
}
