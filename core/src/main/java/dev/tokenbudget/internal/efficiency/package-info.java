/** How well a task's tokens are used: caches, context windows, answers against prompts, agents, and where its runs stand. */
@NullMarked
package dev.tokenbudget.internal.efficiency;

import org.jspecify.annotations.NullMarked;
