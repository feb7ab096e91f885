package dev.tokenbudget.internal.file;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The only way in which a name from outside becomes a file: the file is directly in its folder and has a name that every
 * file system supports, or it is refused.
 */
public final class FileName {

    /** The limit of common file systems. */
    private static final int MOST_BYTES = 255;

    /** A name that is longer ends in a hash of the whole name. */
    private static final int LONGEST_WHOLE = 200;

    private static final int HASH_DIGITS = 8;

    private static final int MOST_BYTES_OF_A_CLASS = 4_096;

    private FileName() {}

    /**
     * Return the file that is named {@code name} in {@code folder}.
     *
     * @throws UnfitNameException if the name leads out of the folder, or is not a valid file name everywhere
     */
    public static Path in(Path folder, String name) {
        require("The file name", name);
        try {
            Path bare = folder.getFileSystem().getPath(name);
            if (!bare.isAbsolute() && bare.getNameCount() == 1 && bare.equals(bare.normalize())) {
                return folder.resolve(bare);
            }
        } catch (InvalidPathException e) {
            throw new UnfitNameException("The file name", name, "cannot be used here: " + e.getReason());
        }
        throw new UnfitNameException("The file name", name, "leads out of its folder");
    }

    /**
     * Reject a name that is not a valid file name everywhere.
     *
     * @param what what it is a name of, such as "The build id"
     * @throws UnfitNameException if it is refused
     */
    public static void require(String what, String name) {
        NameCharacters.problem(name, MOST_BYTES).ifPresent(problem -> {
            throw new UnfitNameException(what, name, problem);
        });
    }

    /**
     * Return the name of the file that belongs to {@code className}, such as {@code com.acme.ReviewBenchmark.json}; that of
     * a class with a very long name is shortened, and ends in a hash.
     *
     * @param className binary name of a class
     * @param ending such as {@code .json}
     */
    public static String ofClass(String className, String ending) {
        requireClass(className);
        byte[] bytes = className.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST_WHOLE) {
            return className + ending;
        }
        String begin = className.substring(0, className.offsetByCodePoints(0, LONGEST_WHOLE / 4));
        return begin + "~" + UUID.nameUUIDFromBytes(bytes) + ending;
    }

    /**
     * Return the name of the file that belongs to {@code name}, whatever it holds: characters that no file can bear become
     * hyphens, and a name that is changed or long ends in a hash.
     *
     * @param ending such as {@code .json}
     */
    public static String of(String name, String ending) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (NameCharacters.problem(name, LONGEST_WHOLE).isEmpty() && name.indexOf('~') < 0) {
            return name + ending;
        }
        StringBuilder begin = new StringBuilder();
        name.codePoints()
                .limit(LONGEST_WHOLE / 4)
                .forEach(character -> begin.appendCodePoint(NameCharacters.isFit(character) ? character : '-'));
        String hash = UUID.nameUUIDFromBytes(bytes).toString().substring(0, HASH_DIGITS);
        return begin.toString().replaceAll("^[. ]", "-") + "~" + hash + ending;
    }

    /**
     * Reject what is no binary name of a class: names with dots between them, of which each may hold all that a file's name
     * may. That is more than Java's own identifiers, because Kotlin, Groovy and Scala allow blanks and signs.
     *
     * @throws UnfitNameException where it is none
     */
    public static void requireClass(String className) {
        NameCharacters.problem(className, MOST_BYTES_OF_A_CLASS).ifPresent(problem -> refuse(className, problem));
        if (className.indexOf(';') >= 0 || className.indexOf('[') >= 0) {
            refuse(className, "holds ';' or '[', which the name of a class must not");
        }
        for (String part : className.split("\\.", -1)) {
            if (part.isBlank() || !part.equals(part.strip())) {
                refuse(className, "is not the name of a class, such as com.acme.ReviewBenchmark");
            }
        }
    }

    private static void refuse(String className, String problem) {
        throw new UnfitNameException("The test class", className, problem);
    }
}
