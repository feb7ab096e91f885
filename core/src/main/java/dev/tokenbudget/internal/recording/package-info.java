/** Runs under way: who is charged with a call, which calls count, and the budgets that stop them. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.recording;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
