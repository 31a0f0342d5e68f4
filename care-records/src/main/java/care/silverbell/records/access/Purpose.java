package care.silverbell.records.access;

import java.util.Locale;

/** Why somebody may look at a person's data, as the access log keeps it. */
public enum Purpose {
  /** Daily care. */
  CARE,
  /** An open incident. */
  INCIDENT,
  /** Somebody opened the file of a person who is not theirs, with a reason. */
  BREAK_GLASS,
  /** Keeping the files. */
  ADMINISTRATION;

  /** As the API writes it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
