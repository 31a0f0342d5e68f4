package care.silverbell.alerting.notification;

import java.util.UUID;

/** Names one who may be told; the same human being asked in two roles has one name only. */
public sealed interface RecipientId {
  /** Of one who serves the grid. */
  record OfStaff(UUID staff) implements RecipientId {
    @Override
    public String toString() {
      return "staff:" + staff;
    }
  }

  /** Of a named contact who has no account. */
  record OfContact(UUID contact) implements RecipientId {
    @Override
    public String toString() {
      return "contact:" + contact;
    }
  }

  /**
   * Of an account that is neither: the desk, a family member who is no named contact, an operator.
   */
  record OfAccount(UUID account) implements RecipientId {
    @Override
    public String toString() {
      return "account:" + account;
    }
  }

  /** Of a group of a cell's workers that a robot speaks to. */
  record OfGroup(UUID cell) implements RecipientId {
    @Override
    public String toString() {
      return "group:" + cell;
    }
  }

  /** Of what the canary's presses are told to. */
  record OfCanary() implements RecipientId {
    @Override
    public String toString() {
      return "canary:canary";
    }
  }

  /**
   * Reads what {@code toString} wrote.
   *
   * @throws IllegalArgumentException if it is not such a name
   */
  static RecipientId of(String text) {
    int colon = text.indexOf(':');
    String id = text.substring(colon + 1);
    return switch (text.substring(0, Math.max(colon, 0))) {
      case "staff" -> new OfStaff(UUID.fromString(id));
      case "contact" -> new OfContact(UUID.fromString(id));
      case "account" -> new OfAccount(UUID.fromString(id));
      case "group" -> new OfGroup(UUID.fromString(id));
      case "canary" -> new OfCanary();
      case String _ -> throw new IllegalArgumentException("nobody is named " + text);
    };
  }
}
