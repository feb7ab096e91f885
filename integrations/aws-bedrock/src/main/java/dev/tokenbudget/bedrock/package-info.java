/** Charges runs with the calls that the AWS SDK's client for Bedrock makes, as an interceptor of the SDK sees them. */
@NullMarked
package dev.tokenbudget.bedrock;

import org.jspecify.annotations.NullMarked;
