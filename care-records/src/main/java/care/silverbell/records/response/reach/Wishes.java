package care.silverbell.records.response.reach;

import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.records.person.Contact;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How somebody wants to be told, and where besides what the staff list and the contacts know.
 *
 * @param ntfy a topic
 * @param channels the first first; empty for no wish
 * @param quiet when only an emergency rings
 * @param language zh-CN or en; null for no wish
 */
public record Wishes(
    List<String> phones,
    @Nullable String email,
    @Nullable String ntfy,
    @Nullable String webhook,
    List<ChannelKind> channels,
    List<Contact.Hours> quiet,
    @Nullable String language) {

  /** None at all. */
  public static final Wishes NONE =
      new Wishes(List.of(), null, null, null, List.of(), List.of(), null);

  /** Whether they want to be left alone then. */
  boolean quietAt(Instant at, ZoneId zone) {
    return !quiet.isEmpty() && Hours.cover(quiet, at, zone);
  }

  /** Until when they want to be left alone; null where they do not, or for ever. */
  @Nullable Instant quietUntil(Instant at, ZoneId zone) {
    return Hours.end(quiet, at, zone).orElse(null);
  }
}
