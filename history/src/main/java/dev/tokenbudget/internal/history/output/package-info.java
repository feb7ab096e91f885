/** What a history tells other systems: metrics, traces and tables. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.history.output;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
