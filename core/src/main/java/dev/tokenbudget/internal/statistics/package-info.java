/** What a sample tells: summaries and percentiles, and from which size on they can be trusted. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.statistics;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
