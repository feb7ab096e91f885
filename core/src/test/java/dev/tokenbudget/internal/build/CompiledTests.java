package dev.tokenbudget.internal.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** Compiles test classes of a user's module. Core does not know the annotations, so they are declared here by their names. */
final class CompiledTests {

    private static final String ANNOTATIONS = """
            package dev.tokenbudget.junit;
            import java.lang.annotation.*;
            @Retention(RetentionPolicy.RUNTIME) @Inherited
            public @interface %s {
                int runs() default 1;
                double rate() default 1;
                Class<?> type() default Object.class;
                RetentionPolicy policy() default RetentionPolicy.CLASS;
                String[] labels() default {};
                SuppressWarnings nested() default @SuppressWarnings("none");
            }
            """;

    private CompiledTests() {}

    /** Compile {@code sources}, whose first line names the file, into {@code classes} and return them. */
    static Path in(Path folder, String... sources) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("test-classes"));
        List<String> arguments = new ArrayList<>(List.of("-d", classes.toString(), "-proc:none"));
        List<String> all = new ArrayList<>(List.of(sources));
        for (String name : List.of("TokenBudget", "BenchmarkTask")) {
            all.add(name + "\n" + ANNOTATIONS.formatted(name));
        }
        for (String source : all) {
            int end = source.indexOf('\n');
            Path file = folder.resolve(source.substring(0, end) + ".java");
            Files.writeString(
                    file,
                    "import dev.tokenbudget.junit.*;\n".repeat(source.contains("package ") ? 0 : 1)
                            + source.substring(end));
            arguments.add(file.toString());
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        return classes;
    }
}
