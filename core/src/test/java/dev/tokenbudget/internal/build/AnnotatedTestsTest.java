package dev.tokenbudget.internal.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.json.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotatedTestsTest {

    @TempDir
    Path folder;

    @Test
    void are_classes_that_are_annotated_as_a_whole() throws IOException {
        assertThat(annotated("Review\n@TokenBudget class Review { void reviews() {} }"))
                .isEqualTo(Map.of("Review", Set.of()));
    }

    @Test
    void are_classes_with_annotated_methods() throws IOException {
        assertThat(
                        annotated(
                                "Review\nclass Review { @BenchmarkTask void reviews() {} @TokenBudget void plans() {} void other() {} }"))
                .isEqualTo(Map.of("Review", Set.of("reviews", "plans")));
    }

    @Test
    void are_found_behind_attributes_of_every_kind() throws IOException {
        String attributes = "runs = 5, rate = 0.5, type = String.class, policy ="
                + " java.lang.annotation.RetentionPolicy.RUNTIME, labels = {\"a\", \"b\"}, nested ="
                + " @SuppressWarnings({\"x\", \"y\"})";
        assertThat(annotated("Review\nclass Review { static final long L = 1L; static final double D = 2.0;"
                        + " @Deprecated @BenchmarkTask(" + attributes
                        + ") void reviews() { Runnable r = () -> {}; } }"))
                .isEqualTo(Map.of("Review", Set.of("reviews")));
    }

    @Test
    void are_found_by_an_annotation_that_is_annotated() throws IOException {
        assertThat(annotated(
                        "Paid\nimport java.lang.annotation.*; @Retention(RetentionPolicy.RUNTIME) @BenchmarkTask @interface Paid {}",
                        "Review\nclass Review { @Paid void reviews() {} }"))
                .isEqualTo(Map.of("Review", Set.of("reviews")));
    }

    @Test
    void inherit_what_their_parents_declare_and_an_abstract_class_is_none() throws IOException {
        assertThat(annotated(
                        "Base\nabstract class Base { @BenchmarkTask void reviews() {} }",
                        "Plans\ninterface Plans { @BenchmarkTask default void plans() {} }",
                        "Review\nclass Review extends Base implements Plans {}"))
                .isEqualTo(Map.of("Review", Set.of("reviews", "plans")));
    }

    @Test
    void are_named_by_the_class_around_a_nested_one() throws IOException {
        assertThat(annotated("Review\nclass Review { class OfSmallChanges { @BenchmarkTask void reviews() {} } }"))
                .isEqualTo(Map.of("Review", Set.of("reviews")));
    }

    @Test
    void are_none_where_an_annotation_is_only_spoken_of() throws IOException {
        assertThat(annotated("Talk\nclass Talk { Class<?> type = TokenBudget.class; BenchmarkTask task; }"))
                .isEmpty();
    }

    @Test
    void are_none_where_nothing_was_compiled() {
        assertThat(AnnotatedTests.in(folder.resolve("test-classes")).classes()).isEmpty();
    }

    @Test
    void name_a_class_that_cannot_be_read() throws IOException {
        Files.writeString(folder.resolve("Broken.class"), "no class at all");

        assertThatThrownBy(() -> AnnotatedTests.in(folder))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("Broken.class");
    }

    private Map<String, Set<String>> annotated(String... sources) throws IOException {
        return AnnotatedTests.in(CompiledTests.in(folder, sources)).methods();
    }
}
