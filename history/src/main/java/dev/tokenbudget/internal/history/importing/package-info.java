/** Exports of other systems, recognized by their content, as runs, calls and sums of providers. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.history.importing;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
