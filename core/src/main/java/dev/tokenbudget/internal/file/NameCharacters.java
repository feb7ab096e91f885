package dev.tokenbudget.internal.file;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What may stand in the name of a file on Linux, macOS and Windows alike.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/fileio/naming-a-file">Naming files in Windows</a>
 */
final class NameCharacters {

    private static final String MEANT_OTHERWISE = "<>:\"/\\|?*";
    private static final Set<String> DEVICES = Set.of("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$");
    private static final Pattern PORT = Pattern.compile("(COM|LPT)[0-9¹²³]");

    private NameCharacters() {}

    /** Return why {@code name} cannot be used, as the rest of a sentence; nothing where it can. */
    static Optional<String> problem(String name, int mostBytes) {
        if (name.isBlank()) {
            return Optional.of("is blank");
        }
        Optional<String> unfit = name.codePoints()
                .filter(character -> !isFit(character))
                .mapToObj(character -> "holds " + shown(character) + ", which a file's name must not")
                .findFirst();
        if (unfit.isPresent()) {
            return unfit;
        }
        if (name.startsWith(".") || name.endsWith(".")) {
            return Optional.of("begins or ends with a dot");
        }
        if (!name.equals(name.strip())) {
            return Optional.of("begins or ends with a blank");
        }
        String device = name.split("\\.", 2)[0].strip().toUpperCase(Locale.ROOT);
        if (DEVICES.contains(device) || PORT.matcher(device).matches()) {
            return Optional.of("is the name of a device in Windows (" + device + ")");
        }
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        return bytes > mostBytes
                ? Optional.of("has " + bytes + " bytes, more than the " + mostBytes + " that are allowed")
                : Optional.empty();
    }

    /** Whether {@code character} may stand inside of a file's name. */
    static boolean isFit(int character) {
        return isPrintable(character) && MEANT_OTHERWISE.indexOf(character) < 0;
    }

    static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String shown(int character) {
        return isPrintable(character)
                ? "'" + Character.toString(character) + "'"
                : String.format("the character U+%04X", character);
    }
}
