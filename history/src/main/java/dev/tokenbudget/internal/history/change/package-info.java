/** When a task's tokens moved though no gate fired, and what accepted steps add up to; numbers first. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.history.change;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
