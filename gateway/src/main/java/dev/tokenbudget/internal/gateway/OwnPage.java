package dev.tokenbudget.internal.gateway;

import java.nio.charset.StandardCharsets;

/**
 * A page that a gateway outside of tests answers itself, such as {@code /health}.
 *
 * @param path the path that it is asked for by
 * @param isOpen whether it is shown to those who have no token as well
 * @param content what it says
 */
public record OwnPage(String path, boolean isOpen, Content content) {

    /** What a page says at the moment. */
    @FunctionalInterface
    public interface Content {

        /**
         * Return what the page says.
         *
         * @param accept the header {@code Accept}; empty where the client sent none
         */
        Answer answer(String accept);
    }

    /** What a client gets. */
    public record Answer(int status, String contentType, byte[] body) {

        /** Return an answer of plain text. */
        public static Answer text(int status, String text) {
            return new Answer(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
