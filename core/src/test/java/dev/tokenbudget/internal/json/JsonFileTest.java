package dev.tokenbudget.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.internal.file.FileChanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFileTest {

    @TempDir
    Path folder;

    @Test
    void reads_what_it_wrote() {
        Order order = new Order(1, "tea", new Line(3, 0.5), List.of("a", "b"), Map.of("k", 1L), Size.LARGE);
        Path file = folder.resolve("new folder/order.json");

        FileChanges.write(file, JsonFile.pretty(order));

        assertThat(JsonFile.read(file, "version", 1, Order.class)).isEqualTo(order);
    }

    @Test
    void reads_a_file_that_begins_with_a_byte_order_mark() throws IOException {
        Path file = Files.writeString(folder.resolve("order.json"), "\uFEFF{\"version\":1,\"name\":\"tea\"}");

        assertThat(JsonFile.read(file, "version", 1, Order.class).name()).isEqualTo("tea");
    }

    @Test
    void indents_by_two_spaces_and_keeps_lists_on_one_line() {
        Order order = new Order(1, "tea", new Line(3, 0.5), List.of("a", "b"), Map.of(), null);

        assertThat(JsonFile.pretty(order)).isEqualTo("""
                        {
                          "version": 1,
                          "name": "tea",
                          "line": {
                            "count": 3,
                            "weight": 0.5
                          },
                          "tags": ["a", "b"],
                          "sizes": {}
                        }
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"version\":1,\"name\":5}|line 1, column 21: the field \"name\" must be a text in double quotes.",
                "{\"version\":1,\"line\":{\"count\":null,\"weight\":1}}|line 1, column 30: the field \"line.count\" must not be null.",
                "{\"version\":1,\"line\":{\"count\":\"3\"}}|line 1, column 30: the field \"line.count\" must be a whole number.",
                "{\"version\":1,\"line\":{\"count\":3.5}}|line 1, column 30: the field \"line.count\" must be a whole number.",
                "{\"version\":1,\"line\":{\"count\":9999999999}}|line 1, column 40: in field \"line.count\": Numeric value (9999999999) out of range of int (-2147483648 - 2147483647).",
                "{\"version\":1,\"line\":{\"count\":3,\"weight\":\"x\"}}|line 1, column 41: the field \"line.weight\" must be a number.",
                "{\"version\":1,\"line\":{\"weight\":1}}|line 1, column 32: the field \"line.count\" is missing.",
                "{\"version\":1,\"line\":[]}|line 1, column 21: the field \"line\" must be an object, { … }.",
                "{\"version\":1,\"tags\":\"a\"}|line 1, column 21: the field \"tags\" must be a list, [ … ].",
                "{\"version\":1,\"tags\":[\"a\",null]}|line 1, column 26: the field \"tags[1]\" must not be null.",
                "{\"version\":1,\"sizes\":{\"a.b\":true}}|line 1, column 29: the field \"sizes.a.b\" must be a whole number.",
                "{\"version\":1,\"size\":\"HUGE\"}|line 1, column 21: the field \"size\" must be one of SMALL, LARGE.",
                "{\"version\":1,\"size\":0}|line 1, column 21: the field \"size\" must be one of SMALL, LARGE.",
                "{\"version\":1,\"nmae\":\"x\"}|line 1, column 25: there is no field \"nmae\"; the fields here are line, name, size, sizes, tags, version.",
                "{\"version\":1,\"name\":\"a\",\"name\":\"b\"}|line 1, column 31: Duplicate field 'name'.",
                "{\"version\":1}{}|line 1, column 14: there is more text after the end of the object.",
                "{\"version\":1,|line 1, column 14: Unexpected end-of-input within/between Object entries.",
                "{}|the field \"version\" is missing, or is not a whole number from 1 on.",
                "{\"version\":0}|the field \"version\" is missing, or is not a whole number from 1 on.",
                "{\"version\":1.5}|the field \"version\" is missing, or is not a whole number from 1 on.",
                "{\"version\":\"1\"}|the field \"version\" is missing, or is not a whole number from 1 on.",
                "[]|the field \"version\" is missing, or is not a whole number from 1 on.",
                "{\"nmae\":\"x\",\"version\":2}|its version is 2, but this TokenBudget reads up to 1. Use the TokenBudget version that wrote it, or a newer one.",
                "{\"version\":2,\"nmae\":\"x\",|line 1, column 25: Unexpected end-of-input within/between Object entries.",
                "{\"version\":2,\"nmae\":\"x\"}{}|line 1, column 25: there is more text after the end of the object.",
                "{\"version\":1,\"nmae\":\"x\",\"version\":2}|line 1, column 34: Duplicate field 'version'.",
                "{\"line\":{\"version\":1}}|the field \"version\" is missing, or is not a whole number from 1 on.",
                "{\"version\":2}|its version is 2, but this TokenBudget reads up to 1. Use the TokenBudget version that wrote it, or a newer one.",
                "{\"version\":99999999999999999999}|its version is 99999999999999999999, but this TokenBudget reads up to 1. Use the TokenBudget version that wrote it, or a newer one."
            })
    void says_where_and_what_is_wrong(String text, String problem) throws IOException {
        Path file = Files.writeString(folder.resolve("order.json"), text);

        assertThatThrownBy(() -> JsonFile.read(file, "version", 1, Order.class))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage(file + ": " + problem);
    }

    @Test
    void refuses_an_empty_file_and_one_that_is_no_text() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.json"));
        Path binary = Files.write(folder.resolve("binary.json"), new byte[] {'{', (byte) 0xC3});

        assertThatThrownBy(() -> JsonFile.read(empty, "version", 1, Order.class))
                .hasMessage(empty + ": the field \"version\" is missing, or is not a whole number from 1 on.");
        assertThatThrownBy(() -> JsonFile.read(binary, "version", 1, Order.class))
                .hasMessage(binary + ": is not UTF-8 text.");
    }

    /** A pipe that nobody writes to would be waited for, and a device be read for ever. */
    @Test
    void reads_nothing_but_files() {
        assertThatThrownBy(() -> JsonFile.read(folder, "version", 1, Order.class))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("is no file, but a folder, a pipe or a device");
        assumeTrue(Files.exists(Path.of("/dev/zero")));
        assertThatThrownBy(() -> JsonFile.read(Path.of("/dev/zero"), "version", 1, Order.class))
                .hasMessageContaining("is no file, but a folder, a pipe or a device");
    }

    @Test
    void names_a_file_that_cannot_be_read() {
        Path missing = folder.resolve("missing.json");

        assertThatThrownBy(() -> JsonFile.read(missing, "version", 1, Order.class))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(missing + ": cannot be read: ");
    }

    private enum Size {
        SMALL,
        LARGE
    }

    private record Line(int count, double weight) {}

    private record Order(
            @JsonProperty(required = true) int version,
            @Nullable String name,
            @Nullable Line line,
            @Nullable List<String> tags,
            @Nullable Map<String, Long> sizes,
            @Nullable Size size) {}
}
