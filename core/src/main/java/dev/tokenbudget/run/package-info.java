/** What a test records a run by, and looks at. */
@NullMarked
package dev.tokenbudget.run;

import org.jspecify.annotations.NullMarked;
