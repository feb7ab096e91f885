/** What was spent, as the history keeps it: builds, runs, calls, verdicts and acceptances, without any text. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.history;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
