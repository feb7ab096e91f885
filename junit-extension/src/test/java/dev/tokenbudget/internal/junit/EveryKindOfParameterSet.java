package dev.tokenbudget.internal.junit;

import dev.tokenbudget.junit.TokenBudget;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link JUnitVersionsTest} compares the names of on several JUnit versions: nothing in here is newer than 5.10. */
@TokenBudget
class EveryKindOfParameterSet {

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"small", "say \"hi\"", "C:\\new", "line\nbreak", "react@18"})
    void byName(String text) {}

    @ParameterizedTest
    @MethodSource("threes")
    void byDefault(String text, char character, Integer number) {}

    static Stream<Arguments> threes() {
        return Stream.of(Arguments.of("small", 'c', 3), Arguments.of("it's a=b", '\'', null));
    }

    @ParameterizedTest(name = "say \"{0}\"!")
    @ValueSource(strings = "small")
    void inQuotes(String text) {}

    record Value(String text, char character) {}

    static Stream<Object> values() {
        return Stream.of(new Value("u", 'v'), new Object());
    }

    @ParameterizedTest
    @MethodSource("values")
    void ofValues(Object value) {}
}
