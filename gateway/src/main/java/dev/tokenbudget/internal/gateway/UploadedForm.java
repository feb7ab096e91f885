package dev.tokenbudget.internal.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** An uploaded form ({@code multipart/form-data}), read part by part up to where it goes, in time that grows with its length. */
final class UploadedForm {

    private static final String LINE_END = "\r\n";

    private final String text;
    private final String delimiter;

    UploadedForm(byte[] body) {
        text = new String(body, StandardCharsets.ISO_8859_1);
        // The first line is the delimiter itself: there is no preamble in the forms that clients send.
        int end = text.indexOf(LINE_END);
        delimiter = end > 2 && text.startsWith("--") ? text.substring(0, end) : "";
    }

    /** Return the value of the first field called {@code name}, where it is a line of text. */
    Optional<String> field(String name) {
        if (delimiter.isEmpty()) {
            return Optional.empty();
        }
        int part = delimiter.length();
        while (part >= 0 && text.startsWith(LINE_END, part)) {
            int head = part + LINE_END.length();
            int body = text.indexOf(LINE_END + LINE_END, part);
            int end = body < 0 ? -1 : text.indexOf(LINE_END + delimiter, body + LINE_END.length());
            if (end < 0) {
                return Optional.empty();
            }
            if (isCalled(name, text.substring(Math.min(head, body), body))) {
                return Optional.of(text.substring(Math.min(body + 2 * LINE_END.length(), end), end)
                                .strip())
                        .filter(value -> !value.isEmpty() && value.indexOf('\n') < 0);
            }
            part = end + LINE_END.length() + delimiter.length();
        }
        return Optional.empty();
    }

    private static boolean isCalled(String name, String head) {
        for (String line : head.split(LINE_END, -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
                for (String parameter : line.split(";")) {
                    String stripped = parameter.strip();
                    if (stripped.equals("name=\"" + name + "\"") || stripped.equals("name=" + name)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
