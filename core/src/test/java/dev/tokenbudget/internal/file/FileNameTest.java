package dev.tokenbudget.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    private static final Path FOLDER = Path.of("some", "folder");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "../x",
                "..\\x",
                "a/b",
                "a\\b",
                "/etc/passwd",
                "C:\\x",
                "C:x",
                "\\\\server\\share",
                "file:x",
                "x\u0000",
                "x\ny",
                "x\u202Ey",
                ".hidden",
                "x.",
                "x ",
                " x",
                "CON",
                "con.json",
                "NUL.tar.gz",
                "Lpt1",
                "com¹.txt",
                "a*",
                "a?",
                "a|b",
                "a<b",
                "\uD800"
            })
    void refuses_what_leads_elsewhere_or_cannot_be_kept_everywhere(String name) {
        assertThatThrownBy(() -> FileName.in(FOLDER, name)).isInstanceOf(UnfitNameException.class);
    }

    @Test
    void refuses_what_is_longer_than_a_file_system_keeps() {
        assertThatThrownBy(() -> FileName.in(FOLDER, "ü".repeat(128)))
                .isInstanceOf(UnfitNameException.class)
                .hasMessageEndingWith("has 256 bytes, more than the 255 that are allowed.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"report.md", "com.acme.Outer$Inner.json", "20261123T101530-0a1b2c3d", "ünïcödé.json", "a b.json"
            })
    void keeps_a_plain_name_as_it_is(String name) {
        assertThat(FileName.in(FOLDER, name)).isEqualTo(FOLDER.resolve(name));
    }

    @Test
    void says_in_printable_characters_what_is_wrong() {
        assertThatThrownBy(() -> FileName.requireClass("com.acme\u0000\n.X"))
                .hasMessage(
                        "The test class 'com.acme\\u0000\\u000A.X' holds the character U+0000, which a file's name must"
                                + " not.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.acme.ReviewBenchmark",
                "ReviewBenchmark",
                "com.acme.Outer$Inner$Deepest",
                "com.acme.ReviewKt",
                "com.acme.Reviews of pull requests",
                "com.acme.It's (all) right & well-known!",
                "com.acme.$colon$colon$",
                "日本.テスト",
                "com.acme._1"
            })
    void knows_classes_of_java_kotlin_groovy_and_scala(String name) {
        assertThat(FileName.ofClass(name, ".json")).isEqualTo(name + ".json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../../victim/package",
                "..",
                "/etc/cron.d/x",
                "com..acme",
                ".com.acme",
                "com.acme.",
                "com. acme.X",
                "com/acme/X",
                "[Lcom.acme.X;",
                "C:\\Windows\\x",
                "AUX",
                "nul.acme.X",
                "x\u0000",
                "x\u200D"
            })
    void refuses_what_is_no_class(String name) {
        assertThatThrownBy(() -> FileName.requireClass(name)).isInstanceOf(UnfitNameException.class);
    }

    @Test
    void shortens_the_file_of_a_class_whose_name_no_file_can_bear() {
        String name = "com.acme." + "NestedVeryDeeply$".repeat(30);

        String file = FileName.ofClass(name + "A", ".json");

        assertThat(file.length()).isLessThan(255);
        assertThat(file).startsWith("com.acme.NestedVeryDeeply$").endsWith(".json");
        assertThat(FileName.ofClass(name + "A", ".json")).isEqualTo(file);
        assertThat(FileName.ofClass(name + "B", ".json")).isNotEqualTo(file);
        assertThat(FileName.in(FOLDER, file)).hasParentRaw(FOLDER);
    }
}
