/** The run log: the lines that a session writes, and the measurement that they are merged into. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.runlog;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
