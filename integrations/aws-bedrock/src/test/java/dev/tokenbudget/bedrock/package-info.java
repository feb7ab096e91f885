/** Tests against the AWS SDK's real clients over loopback. */
@NullMarked
package dev.tokenbudget.bedrock;

import org.jspecify.annotations.NullMarked;
