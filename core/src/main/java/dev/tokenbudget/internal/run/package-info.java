/** Runs of tasks: what one used, how it ended, what it may use, and the measurement that many make. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.run;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
