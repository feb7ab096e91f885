/** Accepting: what a measurement, a removal or a rename changes in the baseline. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.accepting;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
