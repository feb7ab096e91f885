package dev.tokenbudget.internal.report.ci;

import dev.tokenbudget.internal.run.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where the tests of the modules stand in the repository.
 *
 * @param repository the repository's root
 * @param modules the modules by the module name of tasks, which is empty where there is only one module
 */
public record SourceTree(Path repository, Map<String, Module> modules) {

    private static final List<String> ENDINGS = List.of(".java", ".kt", ".groovy");

    /**
     * A module's files.
     *
     * @param folder the module's folder
     * @param testSources the roots of its test sources; those that do not exist are ignored
     */
    public record Module(Path folder, List<Path> testSources) {
        public Module {
            testSources = List.copyOf(testSources);
        }
    }

    public SourceTree {
        modules = Map.copyOf(modules);
    }

    /** Return the root of the repository as GitHub Actions, GitLab or Jenkins give it, else {@code otherwise}. */
    public static Path repository(Map<String, String> environment, Path otherwise) {
        return Stream.of("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "WORKSPACE")
                .map(environment::get)
                .filter(Objects::nonNull)
                .map(Path::of)
                .filter(root -> otherwise.toAbsolutePath().startsWith(root.toAbsolutePath()))
                .findFirst()
                .orElse(otherwise);
    }

    /**
     * Return the line on which the method of {@code task} begins, as far as a search through the text finds it: in the
     * file that is named after the outermost class, the first line that declares the method, or that gives the task its
     * name. A method that is inherited from another file is not found, nor is a class in a file of another name.
     */
    public Optional<Place> methodOf(TaskId task) {
        return Optional.ofNullable(modules.get(task.module())).stream()
                .flatMap(module -> module.testSources().stream())
                .flatMap(root -> ENDINGS.stream().map(ending -> root.resolve(fileName(task) + ending)))
                .filter(Files::isRegularFile)
                .flatMap(file -> line(file, task).stream().map(line -> new Place(inRepository(file), line)))
                .findFirst();
    }

    /** Return the POM of the task's module: the place of what has no other. */
    Place pomOf(TaskId task) {
        Path folder = Optional.ofNullable(modules.get(task.module()))
                .map(Module::folder)
                .orElse(repository);
        return new Place(inRepository(folder.resolve("pom.xml")), 1);
    }

    private static String fileName(TaskId task) {
        return task.testClass().replaceFirst("\\$.*", "").replace('.', '/');
    }

    private String inRepository(Path file) {
        Path root = repository.toAbsolutePath().normalize();
        Path absolute = file.toAbsolutePath().normalize();
        return (absolute.startsWith(root) ? root.relativize(absolute) : absolute)
                .toString()
                .replace('\\', '/');
    }

    private static Optional<Integer> line(Path file, TaskId task) {
        try {
            List<String> lines = Files.readString(file).lines().toList();
            String name = Pattern.quote(task.name().replaceFirst("\\[.*", ""));
            // a type or a keyword comes before the name: otherwise it is a call
            Pattern declaration =
                    Pattern.compile("^(?!\\s*(return|new|throw|//|\\*)\\b?).*[\\w>\\]]\\s+`?" + name + "`?\\s*\\(");
            Pattern annotation = Pattern.compile("\\btask\\s*=\\s*\"" + name + "\"");
            return first(lines, declaration).or(() -> first(lines, annotation));
        } catch (IOException unreadable) {
            // a place is a convenience: without it, the finding is shown all the same
            return Optional.empty();
        }
    }

    private static Optional<Integer> first(List<String> lines, Pattern pattern) {
        return IntStream.range(0, lines.size())
                .filter(i -> pattern.matcher(lines.get(i)).find())
                .mapToObj(i -> i + 1)
                .findFirst();
    }
}
