package dev.tokenbudget.internal.gateway;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The other end of a loopback connection, as Linux lists it. A client that only tells that it sends no more (a half-close)
 * looks on the wire like one that has left; but a socket that was closed belongs to no process any more, and has no inode.
 */
final class PeerSocket {

    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int INODE = 9;

    private PeerSocket() {}

    /** Whether a process still has the other end of {@code socket}; false where the system does not tell. */
    static boolean isHeld(Socket socket) {
        String peer = ":" + hex(socket.getPort());
        String own = ":" + hex(socket.getLocalPort());
        return TABLES.stream()
                .flatMap(PeerSocket::lines)
                .map(line -> line.strip().split("\\s+"))
                .anyMatch(entry -> entry.length > INODE
                        && entry[LOCAL].endsWith(peer)
                        && entry[REMOTE].endsWith(own)
                        && !entry[INODE].equals("0"));
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table, StandardCharsets.US_ASCII).stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static String hex(int port) {
        return String.format(Locale.ROOT, "%04X", port);
    }
}
