/** What tasks cost: per run and per success, before and after, by label, by month, and on other models. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.cost;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
