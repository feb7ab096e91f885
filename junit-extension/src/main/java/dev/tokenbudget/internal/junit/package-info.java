/** Measures the token usage of annotated JUnit tests: each invocation is one run of a task. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.junit;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
