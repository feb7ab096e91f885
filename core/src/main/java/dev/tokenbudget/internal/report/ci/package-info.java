/** A comparison in the formats that CI servers show. */
@NullMarked
package dev.tokenbudget.internal.report.ci;

import org.jspecify.annotations.NullMarked;
