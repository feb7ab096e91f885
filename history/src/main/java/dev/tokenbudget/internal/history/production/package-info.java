/** Whether the benchmark still looks like production. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.history.production;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
