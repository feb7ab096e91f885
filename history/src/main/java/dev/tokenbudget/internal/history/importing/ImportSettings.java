package dev.tokenbudget.internal.history.importing;

import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.UserKey;
import java.util.Optional;

/**
 * What the user chose.
 *
 * @param taskLabel the name of the metadata, tag, property or attribute that says which task a call belongs to
 * @param userKey the key by which users' ids are hashed; without one they are left out
 * @param prices what calls cost whose system does not tell
 */
public record ImportSettings(String taskLabel, Optional<UserKey> userKey, PriceList prices) {}
