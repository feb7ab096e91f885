/** Where answers come from: providers, or what was recorded of them. */
@NullMarked
package dev.tokenbudget.internal.gateway.answers;

import org.jspecify.annotations.NullMarked;
