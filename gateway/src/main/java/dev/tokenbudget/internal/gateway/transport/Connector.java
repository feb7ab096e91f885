package dev.tokenbudget.internal.gateway.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** Opens connections to origins, directly or through a proxy, with TLS where their scheme is {@code https}. */
final class Connector {

    private static final int CONNECT_MILLIS = 10_000;

    private final Supplier<SSLSocketFactory> tls;
    private final int silenceMillis;
    private final Optional<InetSocketAddress> proxy;

    /**
     * Start a connector.
     *
     * @param silence how long an upstream may send nothing
     * @param proxy what connections go through, if anything
     */
    Connector(Supplier<SSLSocketFactory> tls, Duration silence, Optional<InetSocketAddress> proxy) {
        this.tls = tls;
        this.silenceMillis = (int) silence.toMillis();
        this.proxy = proxy;
    }

    UpstreamConnection connect(URI origin) throws IOException {
        Socket socket = proxy.isPresent()
                ? connected(proxy.get().getHostString(), proxy.get().getPort())
                : connected(origin.getHost(), portOf(origin));
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(silenceMillis);
            UpstreamConnection connection = new UpstreamConnection();
            if (isSecure(origin)) {
                if (proxy.isPresent()) {
                    openTunnel(socket, origin);
                }
                connection.bind(handshake(socket, origin), socket);
            } else {
                connection.bind(socket);
            }
            return connection;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Return what a request line to {@code origin} names: a proxy that reads it has to be told the host (RFC 9112, 3.2.2). */
    String requestTarget(URI origin, String target) {
        return proxy.isPresent() && !isSecure(origin)
                ? origin.getScheme() + "://" + origin.getRawAuthority() + withoutIllegalCharacters(target)
                : target;
    }

    private static boolean isSecure(URI origin) {
        return origin.getScheme().equalsIgnoreCase("https");
    }

    private static int portOf(URI origin) {
        int standard = isSecure(origin) ? 443 : 80;
        return origin.getPort() >= 0 ? origin.getPort() : standard;
    }

    private static void openTunnel(Socket socket, URI origin) throws IOException {
        String authority = origin.getHost() + ":" + portOf(origin);
        UpstreamConnection toProxy = new UpstreamConnection();
        toProxy.bind(socket);
        BasicClassicHttpRequest connect = new BasicClassicHttpRequest("CONNECT", (HttpHost) null, authority);
        connect.addHeader("Host", authority);
        try {
            toProxy.sendRequestHeader(connect);
            toProxy.flush();
            ClassicHttpResponse answer = toProxy.receiveResponseHeader();
            if (answer.getCode() / 100 != 2) {
                throw new IOException(
                        "the proxy opens no tunnel: " + answer.getCode() + " " + answer.getReasonPhrase());
            }
        } catch (HttpException e) {
            throw new IOException("the proxy's answer is not valid HTTP/1.1: " + e.getMessage(), e);
        }
    }

    private SSLSocket handshake(Socket socket, URI origin) throws IOException {
        SSLSocket secured = (SSLSocket) tls.get().createSocket(socket, origin.getHost(), portOf(origin), true);
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

    private static String withoutIllegalCharacters(String target) {
        StringBuilder legal = new StringBuilder();
        target.chars().forEach(c -> {
            if (c <= ' ' || c >= 0x7f || "\"<>\\^`{|}".indexOf(c) >= 0) {
                legal.append('%').append(String.format("%02X", c));
            } else {
                legal.append((char) c);
            }
        });
        return legal.toString();
    }
}
