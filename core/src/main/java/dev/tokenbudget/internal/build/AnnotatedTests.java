package dev.tokenbudget.internal.build;

import dev.tokenbudget.internal.json.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The test classes of a module that are to be measured: annotated themselves, in a method, by an annotation of the module
 * that is annotated, or in what they inherit from the module. A nested class counts as its outer class.
 *
 * @param methods the annotated methods of each class by its full name; empty where the class as a whole is annotated
 */
public record AnnotatedTests(SortedMap<String, Set<String>> methods) {

    private static final Set<String> OURS =
            Set.of("dev.tokenbudget.junit.TokenBudget", "dev.tokenbudget.junit.BenchmarkTask");

    public AnnotatedTests {
        methods = Collections.unmodifiableSortedMap(new TreeMap<>(methods));
    }

    /**
     * Find those of the compiled classes in {@code folder}; none where there is no such folder.
     *
     * @throws MalformedFileException if the folder or a class cannot be read
     */
    public static AnnotatedTests in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return new AnnotatedTests(new TreeMap<>());
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return new Scan(files.filter(file -> file.toString().endsWith(".class"))
                            .map(AnnotatedTests::read)
                            .collect(Collectors.toMap(ClassFile::name, file -> file, (one, other) -> one)))
                    .tests();
        } catch (IOException e) {
            throw new MalformedFileException(folder, "the compiled tests cannot be read: " + e + ".", e);
        }
    }

    /** Return the full names of the classes. */
    public Set<String> classes() {
        return methods.keySet();
    }

    private static ClassFile read(Path file) {
        try {
            return ClassFile.read(file);
        } catch (IOException e) {
            throw new MalformedFileException(file, "cannot be read as a class: " + e + ".", e);
        }
    }

    private record Scan(Map<String, ClassFile> classes) {

        AnnotatedTests tests() {
            SortedMap<String, Set<String>> tests = new TreeMap<>();
            for (ClassFile test : classes.values()) {
                if (!test.isAbstract()) {
                    annotatedMethods(test)
                            .ifPresent(methods -> tests.merge(around(test.name()), methods, Scan::together));
                }
            }
            return new AnnotatedTests(tests);
        }

        /** Return the methods of a class that are annotated, none for all of them; nothing where nothing is annotated. */
        private Optional<Set<String>> annotatedMethods(ClassFile test) {
            Set<String> methods = new TreeSet<>();
            for (ClassFile declaring : withParents(test)) {
                if (areOurs(declaring.annotations(), new HashSet<>())) {
                    return Optional.of(Set.of());
                }
                declaring.methods().forEach((method, annotations) -> {
                    if (areOurs(annotations, new HashSet<>())) {
                        methods.add(method);
                    }
                });
            }
            return methods.isEmpty() ? Optional.empty() : Optional.of(methods);
        }

        private List<ClassFile> withParents(ClassFile test) {
            List<ClassFile> found = new ArrayList<>(List.of(test));
            test.parents().stream()
                    .map(classes::get)
                    .filter(parent -> parent != null && parent != test)
                    .forEach(parent -> found.addAll(withParents(parent)));
            return found;
        }

        private boolean areOurs(Set<String> annotations, Set<String> seen) {
            return annotations.stream()
                    .filter(seen::add)
                    .anyMatch(annotation -> OURS.contains(annotation)
                            || classes.containsKey(annotation)
                                    && areOurs(classes.get(annotation).annotations(), seen));
        }

        private static Set<String> together(Set<String> one, Set<String> other) {
            if (one.isEmpty() || other.isEmpty()) {
                return Set.of();
            }
            Set<String> all = new TreeSet<>(one);
            all.addAll(other);
            return all;
        }

        private String around(String name) {
            int nested = name.indexOf('$');
            String outer = nested < 0 ? name : name.substring(0, nested);
            return classes.containsKey(outer) ? outer : name;
        }
    }
}
