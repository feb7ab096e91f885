package dev.tokenbudget.internal.history.importing;

/** What takes the records of a file, one by one. */
interface RecordHandler {

    /** Take a record that begins at {@code line}, from 1. */
    void record(long line, Fields fields);

    /** Take that what is at {@code line} could not be read, and why, as the end of a sentence. */
    void unreadable(long line, String why);
}
