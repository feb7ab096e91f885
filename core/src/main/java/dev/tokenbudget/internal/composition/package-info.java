/** What a sample's tokens were spent on: by agent, by call and by part of the call. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.composition;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
