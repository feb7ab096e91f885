/** Measures the token usage of annotated JUnit tests: each invocation is one run of a task. */
@NullMarked
package dev.tokenbudget.junit;

import org.jspecify.annotations.NullMarked;
