/** Where answers come from: providers, or what was recorded of them. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.gateway.answers;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
