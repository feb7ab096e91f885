package dev.tokenbudget.internal.gateway.answers;

import java.nio.charset.StandardCharsets;

/** An uploaded form ({@code multipart/form-data}) as text: a delimiter of our own, and files by length and hash. */
final class FormText {

    private static final String LINE_END = "\r\n";
    private static final String DELIMITER = "--part\n";

    private final String form;

    /** @param body the form as it was sent */
    FormText(byte[] body) {
        form = new String(body, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        int end = form.indexOf(LINE_END);
        if (end < 3 || !form.startsWith("--")) {
            return plain(form);
        }
        String delimiter = LINE_END + form.substring(0, end);
        StringBuilder text = new StringBuilder();
        int part = end + LINE_END.length();
        for (int next = form.indexOf(delimiter, part); next >= 0; next = form.indexOf(delimiter, part)) {
            int body = form.indexOf(LINE_END + LINE_END, part - LINE_END.length());
            if (body < 0 || body > next) {
                break;
            }
            text.append(DELIMITER)
                    .append(plain(form.substring(Math.min(part, body), body)).replace(LINE_END, "\n"))
                    .append("\n\n")
                    .append(plain(form.substring(Math.min(body + 2 * LINE_END.length(), next), next)))
                    .append('\n');
            part = next + delimiter.length() + LINE_END.length();
        }
        return text.toString();
    }

    private static String plain(String bytes) {
        return RequestText.textOrHash(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }
}
