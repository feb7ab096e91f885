package dev.tokenbudget.internal.gateway.transport;

/**
 * The first line of an answer.
 *
 * @param minor the version after HTTP/1.
 * @param code the status, three digits
 * @param reason the phrase beside the status; may be empty
 */
record StatusLine(int minor, int code, String reason) {

    private static final String VERSION = "HTTP/1.";
    private static final int MINOR = VERSION.length();
    private static final int CODE = MINOR + 2;
    private static final int CODE_END = CODE + 3;

    static StatusLine parse(String line) throws MalformedMessageException {
        boolean isOne = line.startsWith(VERSION)
                && line.length() >= CODE_END
                && isDigits(line, MINOR, MINOR + 1)
                && line.charAt(MINOR + 1) == ' '
                && isDigits(line, CODE, CODE_END)
                && (line.length() == CODE_END || line.charAt(CODE_END) == ' ');
        if (!isOne) {
            throw new MalformedMessageException("its first line is no status of HTTP/1.1");
        }
        int code = Integer.parseInt(line.substring(CODE, CODE_END));
        if (code < 100) {
            throw new MalformedMessageException("its status is " + code);
        }
        return new StatusLine(
                line.charAt(MINOR) - '0', code, line.substring(CODE_END).strip());
    }

    boolean isInformational() {
        return code < 200;
    }

    boolean keepsConnection(MessageHead head) {
        return minor == 0 ? head.lists("Connection", "keep-alive") : !head.lists("Connection", "close");
    }

    private static boolean isDigits(String line, int begin, int end) {
        for (int i = begin; i < end; i++) {
            if (line.charAt(i) < '0' || line.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
