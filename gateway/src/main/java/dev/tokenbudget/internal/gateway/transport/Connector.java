package dev.tokenbudget.internal.gateway.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Opens connections to origins, directly or through a proxy, with TLS where their scheme is {@code https}. */
final class Connector {

    private static final int CONNECT_MILLIS = 10_000;
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Supplier<SSLSocketFactory> tls;
    private final Duration silence;
    private final Deadlines deadlines;
    private final Optional<InetSocketAddress> proxy;

    /**
     * Start a connector.
     *
     * @param silence how long an upstream may send nothing
     * @param proxy what connections go through, if anything
     */
    Connector(Supplier<SSLSocketFactory> tls, Duration silence, Optional<InetSocketAddress> proxy) {
        this.tls = tls;
        this.silence = silence;
        this.deadlines = new Deadlines(silence.dividedBy(10).compareTo(LOOK) < 0 ? silence.dividedBy(10) : LOOK);
        this.proxy = proxy;
    }

    UpstreamConnection connect(URI origin) throws IOException {
        SocketChannel channel = proxy.isPresent()
                ? connected(proxy.get().getHostString(), proxy.get().getPort())
                : connected(origin.getHost(), portOf(origin));
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            PlainWire plain = new PlainWire(channel, silence);
            if (!isSecure(origin)) {
                deadlines.add(plain);
                return new UpstreamConnection(plain, () -> deadlines.remove(plain));
            }
            channel.socket().setSoTimeout((int) silence.toMillis());
            if (proxy.isPresent()) {
                openTunnel(plain, origin);
            }
            SSLSocket secured = handshake(channel.socket(), origin);
            return new UpstreamConnection(
                    new SecureWire(secured, channel.socket(), (int) silence.toMillis()), () -> {});
        } catch (IOException e) {
            channel.close();
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

    private void openTunnel(PlainWire wire, URI origin) throws IOException {
        String authority = origin.getHost() + ":" + portOf(origin);
        deadlines.add(wire);
        try {
            UpstreamConnection toProxy = new UpstreamConnection(wire, () -> {});
            toProxy.output().line("CONNECT " + authority + " HTTP/1.1");
            toProxy.output().field("Host", authority);
            toProxy.output().line("");
            toProxy.output().flush();
            MessageHead answer =
                    toProxy.heads().read().orElseThrow(() -> new IOException("the proxy closed the connection"));
            StatusLine status = StatusLine.parse(answer.start());
            if (status.code() / 100 != 2) {
                throw new IOException("the proxy opens no tunnel: " + status.code() + " " + status.reason());
            }
        } catch (MalformedMessageException e) {
            throw new IOException("the proxy's answer is not valid HTTP/1.1: " + e.getMessage(), e);
        } finally {
            deadlines.remove(wire);
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
    private static SocketChannel connected(String host, int port) throws IOException {
        IOException failure = new IOException("no address of " + host + " is known");
        for (InetAddress address : InetAddress.getAllByName(host)) {
            SocketChannel channel = SocketChannel.open();
            try {
                channel.socket().connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
                return channel;
            } catch (IOException e) {
                channel.close();
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
