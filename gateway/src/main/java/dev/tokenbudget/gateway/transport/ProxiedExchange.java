package dev.tokenbudget.gateway.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLHandshakeException;

/** One request and its answer through a proxy. */
final class ProxiedExchange implements UpstreamTransport.Exchange {

    private final HttpClient client;
    private final UpstreamRequest request;
    private final Duration silence;
    private volatile Optional<CompletableFuture<HttpResponse<InputStream>>> pending = Optional.empty();
    private volatile Optional<InputStream> body = Optional.empty();
    private volatile boolean cancelled;

    ProxiedExchange(HttpClient client, UpstreamRequest request, Duration silence) {
        this.client = client;
        this.request = request;
        this.silence = silence;
    }

    @Override
    public UpstreamResponse send() throws IOException {
        CompletableFuture<HttpResponse<InputStream>> sent =
                client.sendAsync(message(), HttpResponse.BodyHandlers.ofInputStream());
        pending = Optional.of(sent);
        if (cancelled) {
            sent.cancel(true);
        }
        HttpResponse<InputStream> answer = await(sent);
        body = Optional.of(answer.body());
        boolean bodyless = request.method().equals("HEAD") || answer.statusCode() == 204 || answer.statusCode() == 304;
        return new UpstreamResponse(answer.statusCode(), "", headersOf(answer), bodyless ? Optional.empty() : body);
    }

    @Override
    public void cancel() {
        cancelled = true;
        pending.ifPresent(sent -> sent.cancel(true));
        close();
    }

    @Override
    public void close() {
        body.ifPresent(open -> {
            try {
                open.close();
            } catch (IOException e) {
                // It is given up anyway.
            }
        });
    }

    private static HttpResponse<InputStream> await(CompletableFuture<HttpResponse<InputStream>> sent)
            throws IOException {
        try {
            return sent.get();
        } catch (CancellationException e) {
            throw new IOException("the exchange was cancelled", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while waiting for the upstream").initCause(e);
        } catch (ExecutionException e) {
            throw translated(e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause()));
        }
    }

    private static IOException translated(IOException failure) {
        // A proxy that refuses the tunnel is told by its message only.
        boolean refused = String.valueOf(failure.getMessage()).startsWith("Tunnel failed");
        if (refused
                || failure instanceof ConnectException
                || failure instanceof HttpConnectTimeoutException
                || failure instanceof SSLHandshakeException) {
            return new UpstreamTransport.UnreachableException(failure);
        }
        if (failure instanceof HttpTimeoutException) {
            return (IOException) new SocketTimeoutException("the upstream stayed silent").initCause(failure);
        }
        return failure;
    }

    private HttpRequest message() throws IOException {
        try {
            HttpRequest.Builder message = HttpRequest.newBuilder(
                            URI.create(request.origin() + withoutIllegalCharacters(request.target())))
                    .timeout(silence)
                    .method(request.method(), publisher(request.body()));
            request.headers().forEach(field -> message.header(field.name(), field.value()));
            return message.build();
        } catch (IllegalArgumentException e) {
            throw new IOException("the request cannot be sent through a proxy: " + e.getMessage(), e);
        }
    }

    private static BodyPublisher publisher(RequestBody body) {
        if (body.isEmpty()) {
            return BodyPublishers.noBody();
        }
        BodyPublisher publisher =
                body.bytes().map(BodyPublishers::ofByteArray).orElseGet(() -> BodyPublishers.ofInputStream(body::open));
        return body.length() < 0 || body.isRepeatable()
                ? publisher
                : BodyPublishers.fromPublisher(publisher, body.length());
    }

    private static List<HeaderField> headersOf(HttpResponse<InputStream> answer) {
        List<HeaderField> fields = new ArrayList<>();
        answer.headers()
                .map()
                .forEach((name, values) -> values.forEach(value -> fields.add(new HeaderField(name, value))));
        return fields;
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
