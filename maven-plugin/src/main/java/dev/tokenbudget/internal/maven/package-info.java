/** The goals of the Maven plugin, one class each: what they decide is decided in the core. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.maven;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
