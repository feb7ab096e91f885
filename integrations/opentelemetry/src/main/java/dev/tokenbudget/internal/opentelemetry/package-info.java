/** What the framework finds by itself. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.opentelemetry;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
