/** What was spent in some time, by whom and on what, held against targets, and what would halve it. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.history.footprint;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
