/** Variants of one task beside each other: what each costs, how often it succeeds, and what that shows. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.variant;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
