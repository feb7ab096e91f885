/** How well a task's tokens are used: caches, context windows, answers against prompts, agents, and where its runs stand. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.efficiency;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
