/** How a session that is watched gets on: what its JVM tells while it runs, and what people see of it. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.progress;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
