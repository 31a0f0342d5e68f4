package care.silverbell.alerting.incident;

import org.jspecify.annotations.Nullable;

/**
 * What one who was asked says.
 *
 * @param recipient as {@code RecipientId} writes it
 * @param name as the wearer and the others know them
 * @param accepts "I have it"; else they cannot go
 * @param via the channel's wire name
 * @param why they cannot go; null where they did not say
 */
public record Answer(
    String recipient, String name, boolean accepts, String via, @Nullable String why) {

  /** The same in a word, as the database has it. */
  String word() {
    return accepts ? "accept" : "pass";
  }
}
