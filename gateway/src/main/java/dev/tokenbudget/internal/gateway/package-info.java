/** The loopback server that agents talk to instead of the provider, and the runs that it charges. */
@NullMarked
package dev.tokenbudget.internal.gateway;

import org.jspecify.annotations.NullMarked;
