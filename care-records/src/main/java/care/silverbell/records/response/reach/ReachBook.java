package care.silverbell.records.response.reach;

import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.records.access.Role;
import care.silverbell.records.person.Contact;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that tells who can be told and how, as it was read at one moment; {@link Ways} says what it
 * means.
 *
 * @param accounts those that may sign in, by id
 * @param wishes by owner, as {@link care.silverbell.alerting.notification.RecipientId} writes it
 * @param subscriptions of browsers that allow Web Push, by account
 * @param robots of the cells' groups, by cell
 */
public record ReachBook(
    Map<UUID, Cared> people,
    Map<UUID, Employee> staff,
    Map<UUID, Holder> accounts,
    Map<String, Wishes> wishes,
    Set<Proof> proofs,
    Map<UUID, List<String>> subscriptions,
    Map<UUID, List<Robot>> robots) {

  /**
   * Somebody who is cared for.
   *
   * @param closed whether their file is closed
   * @param contacts in their order, also those who are none today
   * @param family accounts
   * @param callsRefused whether they have taken back that the family is told of calls
   */
  public record Cared(
      UUID id,
      UUID cell,
      boolean closed,
      List<Relative> contacts,
      List<UUID> family,
      boolean callsRefused) {}

  /**
   * A named contact.
   *
   * @param account that is theirs; null where none is known to be
   */
  public record Relative(UUID id, Contact contact, @Nullable UUID account) {}

  /** Somebody of the staff. */
  public record Employee(UUID id, String name, @Nullable String phone, @Nullable UUID account) {}

  /**
   * Somebody who may sign in.
   *
   * @param staff who they are on the staff list; null where they are not on it
   */
  public record Holder(UUID id, String name, Role role, @Nullable UUID staff) {}

  /** That an address is its owner's. */
  public record Proof(String owner, String address) {}

  /** A robot that speaks in a group. */
  public record Robot(ChannelKind channel, String address, String name) {}
}
