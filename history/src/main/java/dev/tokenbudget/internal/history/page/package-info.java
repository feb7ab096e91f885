/** The page of a history: what was spent, where, and since when, as one HTML file. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.history.page;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
