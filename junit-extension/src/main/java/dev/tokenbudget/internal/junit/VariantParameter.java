package dev.tokenbudget.internal.junit;

import dev.tokenbudget.junit.Variant;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * The parameter of a test that says which variant of its task is run.
 *
 * @param method the test
 * @param index the parameter's place, from 0
 * @param values as the annotation gives them
 */
record VariantParameter(Method method, int index, List<String> values) {

    private static final int FEWEST = 2;

    VariantParameter {
        values = List.copyOf(values);
    }

    /**
     * Return the parameter of {@code method}, where it has one.
     *
     * @throws ExtensionConfigurationException if it has several
     */
    static Optional<VariantParameter> of(Method method) {
        Parameter[] parameters = method.getParameters();
        List<VariantParameter> found = IntStream.range(0, parameters.length)
                .boxed()
                .flatMap(index -> Annotations.find(parameters[index], Variant.class)
                        .map(variant -> new VariantParameter(method, index, List.of(variant.value())))
                        .stream())
                .toList();
        if (found.size() > 1) {
            throw unusable(
                    method, "only one parameter says which variant is run. An enum can stand for several settings");
        }
        return found.stream().findFirst();
    }

    /**
     * Return the variants that a {@link dev.tokenbudget.junit.BenchmarkTask} runs.
     *
     * @throws ExtensionConfigurationException if they are too few, the same, or not of the parameter's type
     */
    List<VariantValue> variants() {
        VariantType type = new VariantType(method.getParameterTypes()[index]);
        List<String> names = values.isEmpty() ? type.constants() : values;
        if (names.size() < FEWEST) {
            throw unusable(
                    method, "it takes two or more values to compare, such as @Variant({\"gpt-5\", \"gpt-5-mini\"})");
        }
        if (Set.copyOf(names).size() < names.size() || names.stream().anyMatch(String::isBlank)) {
            throw unusable(method, "each value names a variant, so that none can be empty or there twice");
        }
        return IntStream.range(0, names.size())
                .mapToObj(i -> new VariantValue(names.get(i), value(type, names.get(i)), index, i == 0))
                .toList();
    }

    private Object value(VariantType type, String text) {
        try {
            return type.convert(text);
        } catch (IllegalArgumentException e) {
            throw unusable(method, "'" + text + "' is no value of its type: " + e.getMessage());
        }
    }

    /**
     * Return what the variant is called that a parameterized test runs.
     *
     * @throws ExtensionConfigurationException if it cannot be told from others
     */
    String nameIn(List<Object> arguments) {
        if (!values.isEmpty()) {
            throw unusable(
                    method, "the values of a parameterized test come from its source. Leave those of @Variant out");
        }
        Object argument = arguments.get(index);
        String name = argument instanceof Enum<?> constant ? constant.name() : String.valueOf(argument);
        if (name.isBlank() || IdentityHash.isIn(name, method)) {
            throw unusable(
                    method, "'" + name + "' names no variant. Use a text or an enum, or give its class a toString()");
        }
        return name;
    }

    private static ExtensionConfigurationException unusable(Method method, String because) {
        return new ExtensionConfigurationException("@Variant of "
                + method.getDeclaringClass().getName() + "#" + method.getName() + " cannot be used: " + because + ".");
    }
}
