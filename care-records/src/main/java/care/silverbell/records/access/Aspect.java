package care.silverbell.records.access;

import java.util.Locale;

/** A part of what is known about a person; {@link Policy} decides who sees which. */
public enum Aspect {
  /** Who it is: name, sex, birth date, photo, cell, risk tier, band. */
  IDENTITY,
  /** Where they live and whom to call: address, phones, contacts, doctor. */
  HOME,
  /** How to meet them: living situation, mobility, hearing, sight, dialect. */
  NEEDS,
  /** How to get in: door code, where the key is. */
  WAY_IN,
  /** Conditions, medicines, allergies, blood group. */
  HEALTH,
  /** What the band measures: heart rate, oxygen and the like. */
  READINGS,
  /** What is usual for them: each of their days, their normal pulse, their limits. */
  USUAL,
  /** Where they are and were. */
  POSITION,
  /** Only whether they are at home. */
  WHEREABOUTS,
  /** That they have called or something was found, who was told and what came of it. */
  CALLS,
  /** How the file came about: its changes and consents, the masked resident id number. */
  FILE,
  /** Who looked at what. */
  ACCESS_LOG;

  /** As the API writes it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
