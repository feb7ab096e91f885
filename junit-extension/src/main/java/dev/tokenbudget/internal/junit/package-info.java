/** Measures the token usage of annotated JUnit tests: each invocation is one run of a task. */
@NullMarked
package dev.tokenbudget.internal.junit;

import org.jspecify.annotations.NullMarked;
