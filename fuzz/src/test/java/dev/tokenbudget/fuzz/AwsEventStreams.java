package dev.tokenbudget.fuzz;

/** Frames of AWS: the same documents are found in whatever pieces they come. */
final class AwsEventStreams implements Target {

    @Override
    public void read(byte[] input) {
        int whole = ReadDocuments.in(input, Math.max(1, input.length), "");
        Checks.that(ReadDocuments.in(input, 1, "") == whole, "other documents in pieces of one byte");
        Checks.that(ReadDocuments.in(input, 13, "") == whole, "other documents in pieces of 13 bytes");
    }
}
