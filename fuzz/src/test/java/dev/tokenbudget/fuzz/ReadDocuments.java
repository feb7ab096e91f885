package dev.tokenbudget.fuzz;

import dev.tokenbudget.internal.gateway.framing.UsageTap;
import dev.tokenbudget.internal.gateway.protocol.UsageReading;
import java.util.concurrent.atomic.AtomicInteger;

/** How many JSON documents the gateway finds in a body. */
final class ReadDocuments {

    private ReadDocuments() {}

    /** Count those of a body that comes in pieces of {@code piece} bytes. */
    static int in(byte[] body, int piece, String coding) {
        AtomicInteger documents = new AtomicInteger();
        UsageTap tap = new UsageTap((document, reading) -> documents.incrementAndGet(), new UsageReading(), coding);
        for (int at = 0; at < body.length; at += piece) {
            tap.accept(body, at, Math.min(piece, body.length - at));
        }
        tap.whole();
        tap.end();
        return documents.get();
    }
}
