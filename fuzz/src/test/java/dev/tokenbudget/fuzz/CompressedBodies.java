package dev.tokenbudget.fuzz;

import java.util.List;

/** A compressed body, of whatever coding: the same documents are found in whatever pieces it comes. */
final class CompressedBodies implements Target {

    private static final List<String> CODINGS = List.of("gzip", "deflate", "br", "x-gzip", "zstd");

    @Override
    public void read(byte[] input) {
        Selected selected = Selected.of(input);
        String coding = selected.from(CODINGS);
        byte[] body = selected.rest();
        int whole = ReadDocuments.in(body, Math.max(1, body.length), coding);
        Checks.that(ReadDocuments.in(body, 7, coding) == whole, "other documents in pieces of seven bytes");
    }
}
