/** The goals of the Maven plugin, one class each: what they decide is decided in the core. */
@NullMarked
package dev.tokenbudget.internal.maven;

import org.jspecify.annotations.NullMarked;
