/** Which text of the prompts of a task changed since it was recorded, and what it adds to a call and to a run. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.replay.change;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
