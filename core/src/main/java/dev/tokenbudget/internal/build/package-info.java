/** One build of a module: the folder it measures into, and the commit it was made of. */
@NullMarked
package dev.tokenbudget.internal.build;

import org.jspecify.annotations.NullMarked;
