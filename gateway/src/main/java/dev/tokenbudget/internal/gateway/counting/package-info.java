/** Token counts that providers make of a request without answering it. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.gateway.counting;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
