/** Runs of tasks: how one is recorded, what it measured, and the append-only log that keeps it. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.run;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
