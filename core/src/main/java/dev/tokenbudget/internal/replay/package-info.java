/** What was said between agents and models in recorded runs, as the repository keeps it. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.replay;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
