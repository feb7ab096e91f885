/** A model provider on loopback and a run to charge, for the tests of the integrations. */
@NullMarked
package dev.tokenbudget.testkit;

import org.jspecify.annotations.NullMarked;
