package dev.tokenbudget.internal.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways upstream: TLS, proxies, silence. */
@ResourceLock("default proxy selector")
class NetworkTransportTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    void speaks_tls_and_uses_the_connection_again() throws Exception {
        SSLContext tls = tlsFor("localhost");
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        List<Integer> clientPorts = answerWithPath(server);
        UpstreamTransport transport = open(new NetworkTransport(tls::getSocketFactory, LONG));
        URI origin = URI.create("https://localhost:" + server.getAddress().getPort());

        assertThat(send(transport, origin, "/a")).isEqualTo("/a");
        assertThat(send(transport, origin, "/b")).isEqualTo("/b");

        assertThat(clientPorts).hasSize(2);
        assertThat(clientPorts.get(0)).isEqualTo(clientPorts.get(1));
    }

    @Test
    void does_not_trust_a_certificate_of_another_host() throws Exception {
        SSLContext tls = tlsFor("elsewhere.example");
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        answerWithPath(server);
        UpstreamTransport transport = open(new NetworkTransport(tls::getSocketFactory, LONG));

        assertThatThrownBy(() -> send(
                        transport,
                        URI.create("https://localhost:" + server.getAddress().getPort()),
                        "/"))
                .isInstanceOf(UpstreamTransport.UnreachableException.class)
                .hasMessageContaining("localhost");
    }

    @Test
    void does_not_trust_an_issuer_that_the_jvm_does_not_know() throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tlsFor("localhost")));
        List<Integer> answered = answerWithPath(server);
        UpstreamTransport transport = open(new NetworkTransport());

        assertThatThrownBy(() -> send(
                        transport,
                        URI.create("https://localhost:" + server.getAddress().getPort()),
                        "/"))
                .isInstanceOf(UpstreamTransport.UnreachableException.class)
                .hasMessageContaining("unable to find valid certification path");
        assertThat(answered).isEmpty();
    }

    @Test
    void goes_through_the_proxy_that_the_jvm_is_told_to_use() throws Exception {
        HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        List<String> asked = new CopyOnWriteArrayList<>();
        proxy.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = "by proxy".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        proxy.start();
        opened.add(() -> proxy.stop(0));
        proxied(proxy.getAddress());
        UpstreamTransport transport = open(new NetworkTransport());

        assertThat(send(transport, URI.create("http://provider.example"), "/v1/<x>?k=1"))
                .isEqualTo("by proxy");
        assertThat(asked).containsExactly("http://provider.example/v1/%3Cx%3E?k=1 body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void names_the_path_once_to_a_proxy(String endOfOrigin) throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        ServerSocket proxy = open(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        serve(proxy, client -> {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                asked.add(line);
            }
            client.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII));
        });
        proxied(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.getLocalPort()));
        UpstreamTransport transport = open(new NetworkTransport());

        send(transport, URI.create("http://provider.example:8080" + endOfOrigin), "/v1/chat/completions");

        assertThat(asked)
                .startsWith(
                        "POST http://provider.example:8080/v1/chat/completions HTTP/1.1",
                        "Host: provider.example:8080");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void names_the_path_once_through_a_tunnel(String endOfOrigin) throws Exception {
        SSLContext tls = tlsFor("localhost");
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        answerWithPath(server);
        ServerSocket proxy = open(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        serve(proxy, client -> tunnel(client, server.getAddress().getPort()));
        proxied(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.getLocalPort()));
        UpstreamTransport transport = open(new NetworkTransport(tls::getSocketFactory, LONG));
        URI origin = URI.create("https://localhost:" + server.getAddress().getPort() + endOfOrigin);

        assertThat(send(transport, origin, "/v1/chat/completions")).isEqualTo("/v1/chat/completions");
        assertThat(send(transport, origin, "/v1/messages")).isEqualTo("/v1/messages");
    }

    @Test
    void opens_a_tunnel_through_the_proxy_for_tls() throws Exception {
        CompletableFuture<String> connect = new CompletableFuture<>();
        ServerSocket proxy = open(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        Thread refusing = new Thread(() -> {
            try (Socket client = proxy.accept()) {
                connect.complete(new String(client.getInputStream().readNBytes(35), StandardCharsets.US_ASCII));
                client.getOutputStream()
                        .write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                connect.completeExceptionally(e);
            }
        });
        refusing.start();
        proxied(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.getLocalPort()));
        UpstreamTransport transport = open(new NetworkTransport());

        assertThatThrownBy(() -> send(transport, URI.create("https://provider.example"), "/"))
                .isInstanceOf(UpstreamTransport.UnreachableException.class);
        assertThat(connect.get(30, TimeUnit.SECONDS)).startsWith("CONNECT provider.example:443");
        refusing.join();
    }

    @Test
    void takes_a_tls_connection_that_ends_without_a_notice_for_the_end_of_an_answer_without_a_length()
            throws Exception {
        assertThat(answerOverTlsThatEndsWithoutNotice("")).isEqualTo("whole");
    }

    @Test
    void takes_it_for_a_cut_of_an_answer_with_a_length() {
        assertThatThrownBy(() -> answerOverTlsThatEndsWithoutNotice("Content-Length: 9\r\n"))
                .isInstanceOf(IOException.class);
    }

    private String answerOverTlsThatEndsWithoutNotice(String header) throws Exception {
        SSLContext tls = tlsFor("localhost");
        ServerSocket server = open(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        serve(server, client -> {
            SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(client, "localhost", 0, false);
            secured.setUseClientMode(false);
            InputStream in = secured.getInputStream();
            StringBuilder request = new StringBuilder();
            while (request.indexOf("\r\n\r\nbody") < 0) {
                request.append((char) in.read());
            }
            secured.getOutputStream()
                    .write(("HTTP/1.1 200 OK\r\n" + header + "\r\nwhole").getBytes(StandardCharsets.US_ASCII));
            client.shutdownOutput();
            in.readAllBytes();
        });
        UpstreamTransport transport = open(new NetworkTransport(tls::getSocketFactory, LONG));
        return send(transport, URI.create("https://localhost:" + server.getLocalPort()), "/");
    }

    @Test
    void gives_an_upstream_up_that_stays_silent() throws Exception {
        ServerSocket silent = open(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        UpstreamTransport transport = open(
                new NetworkTransport(() -> (SSLSocketFactory) SSLSocketFactory.getDefault(), Duration.ofMillis(50)));

        assertThatThrownBy(() -> send(transport, URI.create("http://localhost:" + silent.getLocalPort()), "/"))
                .isInstanceOf(SocketTimeoutException.class);
    }

    /** Serves one client of a proxy. */
    @FunctionalInterface
    private interface Serving {
        void serve(Socket client) throws IOException;
    }

    private void serve(ServerSocket proxy, Serving serving) {
        Thread serves = new Thread(() -> {
            try (Socket client = proxy.accept()) {
                serving.serve(client);
            } catch (IOException e) {
                // The test is over.
            }
        });
        serves.setDaemon(true);
        serves.start();
    }

    private static void tunnel(Socket client, int port) throws IOException {
        InputStream in = client.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            Thread back = new Thread(() -> {
                try {
                    server.getInputStream().transferTo(client.getOutputStream());
                } catch (IOException e) {
                    // The test is over.
                }
            });
            back.setDaemon(true);
            back.start();
            in.transferTo(server.getOutputStream());
        }
    }

    private <T extends AutoCloseable> T open(T resource) {
        opened.add(0, resource);
        return resource;
    }

    private void proxied(InetSocketAddress proxy) {
        ProxySelector before = ProxySelector.getDefault();
        opened.add(() -> ProxySelector.setDefault(before));
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(new Proxy(Proxy.Type.HTTP, proxy));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                // The transport reports it.
            }
        });
    }

    private List<Integer> answerWithPath(HttpServer server) {
        List<Integer> clientPorts = new CopyOnWriteArrayList<>();
        server.createContext("/", exchange -> {
            clientPorts.add(exchange.getRemoteAddress().getPort());
            byte[] body = exchange.getRequestURI().getPath().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        opened.add(() -> server.stop(0));
        return clientPorts;
    }

    private static String send(UpstreamTransport transport, URI origin, String target) throws IOException {
        UpstreamRequest request = new UpstreamRequest(
                "x", "POST", origin, target, List.of(), RequestBody.of("body".getBytes(StandardCharsets.UTF_8)));
        try (UpstreamTransport.Exchange exchange = transport.open(request)) {
            InputStream body = exchange.send().body().orElseThrow();
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Return a context that has, and trusts, a certificate made for {@code host}. */
    private SSLContext tlsFor(String host) throws Exception {
        Path store = folder.resolve(host + ".p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process making = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "x",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(making.waitFor()).as("keytool").isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "changeit".toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return tls;
    }
}
