package dev.tokenbudget.internal.gateway.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLSocket;

/** A connection with TLS. */
final class SecureWire implements Wire {

    private final SSLSocket secured;
    private final Socket socket;
    private final int silenceMillis;
    private final InputStream in;
    private final OutputStream out;

    /**
     * Use a connection whose handshake is done.
     *
     * @param socket what it was made over
     * @param silenceMillis how long reading waits
     */
    SecureWire(SSLSocket secured, Socket socket, int silenceMillis) throws IOException {
        this.secured = secured;
        this.socket = socket;
        this.silenceMillis = silenceMillis;
        this.in = secured.getInputStream();
        this.out = secured.getOutputStream();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return in.read(bytes, offset, length);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    /** What came may be TLS' own, such as a ticket: only reading tells. */
    @Override
    public int readAtOnce(byte[] bytes, int offset, int length) throws IOException {
        return readWithin(1, bytes, offset, length);
    }

    @Override
    public int readWithin(int millis, byte[] bytes, int offset, int length) throws IOException {
        secured.setSoTimeout(millis);
        try {
            return in.read(bytes, offset, length);
        } catch (SocketTimeoutException e) {
            return 0;
        } finally {
            secured.setSoTimeout(silenceMillis);
        }
    }

    @Override
    public boolean hasInput() throws IOException {
        return in.available() > 0 || socket.getInputStream().available() > 0;
    }

    @Override
    public Socket socket() {
        return socket;
    }

    @Override
    public boolean isOpen() {
        return !socket.isClosed();
    }

    /** Without TLS' farewell, which may wait for a thread that writes. */
    @Override
    public void abort() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is closed already.
        }
    }

    @Override
    public void close() {
        try {
            secured.close();
        } catch (IOException e) {
            // Nobody can do anything about it.
        }
    }
}
