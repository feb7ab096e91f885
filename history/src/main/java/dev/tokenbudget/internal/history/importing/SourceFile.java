package dev.tokenbudget.internal.history.importing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A file to read, whose form is told by its first bytes and never by its name. */
final class SourceFile {

    private static final int PEEKED = 1024 * 1024;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] PARQUET = {'P', 'A', 'R', '1'};

    private final Path file;
    private final RecordHandler handler;

    SourceFile(Path file, RecordHandler handler) {
        this.file = file;
        this.handler = handler;
    }

    /** Pass on the records of the file; what comes before a fault counts. */
    void read() throws IOException {
        try (BufferedInputStream bytes = new BufferedInputStream(Files.newInputStream(file), PEEKED)) {
            if (startsWith(peek(bytes, GZIP.length), GZIP)) {
                unpack(bytes);
            } else {
                read(bytes);
            }
        }
    }

    private void unpack(InputStream bytes) throws IOException {
        WholeGzip content = new WholeGzip(bytes);
        read(new BufferedInputStream(content, PEEKED));
        if (content.isDamaged()) {
            handler.unreadable(
                    0, "the file ends, or is damaged, within its compressed content; what came before that counts");
        }
    }

    private void read(BufferedInputStream content) throws IOException {
        byte[] begin = peek(content, PEEKED);
        if (startsWith(begin, ZSTD) || startsWith(begin, ZIP) || startsWith(begin, PARQUET)) {
            handler.unreadable(
                    0, "the file is of a form that is not read (zstd, zip, Parquet): unpack it, or export JSON or CSV");
        } else if (OtlpProtobufReader.isBinary(begin)) {
            new OtlpProtobufReader(handler).read(content);
        } else {
            InputStreamReader text = new InputStreamReader(content, UTF_8);
            switch (TextForm.of(new String(begin, UTF_8))) {
                case LINES -> new JsonLinesReader(handler).read(text);
                case DOCUMENT -> new JsonDocumentReader(handler).read(text);
                case ROWS -> new CsvReader(handler).read(text);
                case NONE -> handler.unreadable(0, "the file is empty");
            }
        }
    }

    private static byte[] peek(BufferedInputStream in, int bytes) throws IOException {
        in.mark(bytes);
        byte[] begin = in.readNBytes(bytes);
        in.reset();
        return begin;
    }

    private static boolean startsWith(byte[] bytes, byte[] magic) {
        return bytes.length >= magic.length && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }
}
