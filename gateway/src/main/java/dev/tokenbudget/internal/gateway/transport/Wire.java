package dev.tokenbudget.internal.gateway.transport;

import java.io.IOException;
import java.net.Socket;

/** The bytes of a connection, as they are under HTTP. Reading waits; no two threads read at once. */
public interface Wire extends AutoCloseable {

    /** Wait for bytes, and return how many were read, or -1 at the end. */
    int read(byte[] bytes, int offset, int length) throws IOException;

    /** Write all of these bytes. */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /** Read what is there already; returns 0 where nothing is. */
    int readAtOnce(byte[] bytes, int offset, int length) throws IOException;

    /** Read what comes within some milliseconds; returns 0 where nothing does. */
    int readWithin(int millis, byte[] bytes, int offset, int length) throws IOException;

    /** Whether something came that was not read yet, as far as can be told without waiting. */
    boolean hasInput() throws IOException;

    /** Return the socket under it all. */
    Socket socket();

    boolean isOpen();

    /** Break the connection off: the other side sees a reset. */
    void abort();

    /** Close the connection. */
    @Override
    void close();
}
