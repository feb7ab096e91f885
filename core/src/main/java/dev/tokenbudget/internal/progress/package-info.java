/** How a session that is watched gets on: what its JVM tells while it runs, and what people see of it. */
@NullMarked
package dev.tokenbudget.internal.progress;

import org.jspecify.annotations.NullMarked;
