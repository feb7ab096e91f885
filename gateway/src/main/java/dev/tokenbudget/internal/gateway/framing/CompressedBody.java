package dev.tokenbudget.internal.gateway.framing;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;

/** A compressed body, collected as it passes and decoded after its end; a cut one is decoded as far as it goes. */
public final class CompressedBody {

    private final String coding;
    private final BoundedBuffer collected = new BoundedBuffer();

    private CompressedBody(String coding) {
        this.coding = coding;
    }

    static Optional<CompressedBody> of(String contentEncoding) {
        String coding = contentEncoding.trim().toLowerCase(Locale.ROOT);
        return coding.isEmpty() || coding.equals("identity")
                ? Optional.empty()
                : Optional.of(new CompressedBody(coding));
    }

    /** Whether bodies of {@code coding} can be decoded. */
    public static boolean isReadable(String coding) {
        return switch (coding.trim().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip", "deflate", "br", "identity" -> true;
            default -> false;
        };
    }

    /**
     * Return {@code body} decoded as it is read, for reading that ends with an {@link IOException} where too much comes out.
     *
     * @throws IOException if the body does not begin as {@code coding} does, or the coding is unknown
     */
    public static InputStream decoded(String coding, InputStream body) throws IOException {
        return new DecompressedBody(passing(coding, body));
    }

    /** Return {@code body} decoded as it is read, for passing on, however much comes out. */
    static InputStream passing(String coding, InputStream body) throws IOException {
        return switch (coding.trim().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> new GZIPInputStream(body);
            case "deflate" -> inflated(body);
            case "br" -> new BrotliInputStream(body);
            case "identity" -> body;
            default -> throw new IOException("content coding " + coding + " is not known");
        };
    }

    void collect(byte[] bytes, int offset, int length) {
        collected.append(bytes, offset, length);
    }

    /** @throws BeyondLimitException if the body is too large, compressed or not */
    void decodeTo(Framing framing) throws BeyondLimitException {
        byte[] compressed = collected
                .take()
                .orElseThrow(() -> new BeyondLimitException(
                        "it is larger than " + (BoundedBuffer.LIMIT >> 20) + " MiB though it is compressed"));
        byte[] piece = new byte[8192];
        try (InputStream plain = decoded(coding, new ByteArrayInputStream(compressed))) {
            for (int n = plain.read(piece); n >= 0; n = plain.read(piece)) {
                framing.accept(piece, 0, n);
            }
        } catch (BeyondLimitException e) {
            throw e;
        } catch (IOException e) {
            // A cut body, or none of that coding: what was decoded so far is what is known.
        }
    }

    /** By its standard "deflate" is zlib's format, but some servers send the bare one, which does not begin with its header. */
    private static InputStream inflated(InputStream body) throws IOException {
        BufferedInputStream peeked = new BufferedInputStream(body);
        peeked.mark(1);
        boolean bare = (peeked.read() & 0x0F) != 8;
        peeked.reset();
        return new InflaterInputStream(peeked, new Inflater(bare));
    }
}
