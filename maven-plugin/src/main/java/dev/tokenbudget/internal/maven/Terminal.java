package dev.tokenbudget.internal.maven;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The terminal that Maven writes to, where it does. */
final class Terminal {

    private static final int USUAL_COLUMNS = 80;
    private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("\\d+ (\\d+)\\s*");

    private Terminal() {}

    /** Whether a person looks at Maven's output in a window in which a line can be written over. */
    static boolean isThere(boolean interactive) {
        String kind = System.getenv("TERM");
        boolean knowsAnsi = kind == null ? System.getenv("WT_SESSION") != null : !kind.equals("dumb");
        return interactive && knowsAnsi && isConsole(System.console());
    }

    /** Return its width in characters. */
    static int columns() {
        try {
            Process size = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectErrorStream(true)
                    .start();
            if (size.waitFor(1, TimeUnit.SECONDS)) {
                String output = new String(size.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                Matcher columns = ROWS_AND_COLUMNS.matcher(output);
                return columns.matches() ? Integer.parseInt(columns.group(1)) : USUAL_COLUMNS;
            }
        } catch (IOException e) {
            return USUAL_COLUMNS;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return USUAL_COLUMNS;
    }

    /** From JDK 22 on there is a console also where output goes to a file, and a method that tells. */
    private static boolean isConsole(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException olderJdk) {
            return true;
        }
    }
}
