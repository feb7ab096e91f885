package dev.tokenbudget.testkit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Loads, verifies and initialises every class of a module, and prints the names of those with which that fails. */
final class EveryClass {

    private EveryClass() {}

    /**
     * Start here.
     *
     * @param arguments the name of any class of the module
     */
    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        ClassLoader loader = EveryClass.class.getClassLoader();
        Class<?> any = Class.forName(arguments[0], false, loader);
        for (String name : classesBeside(any)) {
            try {
                Class.forName(name, true, loader);
            } catch (LinkageError e) {
                System.out.println(name);
            }
        }
    }

    private static List<String> classesBeside(Class<?> any) throws IOException {
        Path place = Path.of(URI.create(
                any.getProtectionDomain().getCodeSource().getLocation().toString()));
        if (Files.isDirectory(place)) {
            return classesIn(place);
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            return classesIn(jar.getPath("/"));
        }
    }

    private static List<String> classesIn(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
                    .map(file -> file.substring(0, file.length() - ".class".length())
                            .replace('/', '.')
                            .replace('\\', '.'))
                    .sorted()
                    .toList();
        }
    }
}
