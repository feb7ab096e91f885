/** The decision: a measurement compared with a baseline under a policy. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.verdict;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
