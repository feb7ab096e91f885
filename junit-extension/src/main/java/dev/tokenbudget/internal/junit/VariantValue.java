package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskVariant;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A variant of a benchmark task, which hands its test the value.
 *
 * @param name what it is called
 * @param value the argument
 * @param index the place of the test's parameter, from 0
 * @param isInUse whether it is the first one, whose runs are those of the task itself
 */
record VariantValue(String name, Object value, int index, boolean isInUse) implements ParameterResolver {

    /** Return the task that the variant's runs are of. */
    TaskId task(TaskId plain) {
        return isInUse ? plain : new TaskId(plain.testClass(), plain.name() + "[" + name + "]");
    }

    /** Return what a run of {@code plain} is that is one of this variant. */
    TaskVariant of(TaskId plain) {
        return new TaskVariant(plain.name(), name);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getIndex() == index
                && context.getTestMethod()
                        .filter(parameter.getDeclaringExecutable()::equals)
                        .isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return value;
    }
}
