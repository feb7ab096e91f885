/** Why a task drifted: causes that add up to the drift, and the facts beside them. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.explanation;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
