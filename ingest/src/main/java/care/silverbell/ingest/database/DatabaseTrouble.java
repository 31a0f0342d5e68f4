package care.silverbell.ingest.database;

import io.vertx.pgclient.PgException;

/** The database could not do what was asked; says what was being asked. */
public final class DatabaseTrouble extends RuntimeException {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String FOREIGN_KEY_VIOLATION = "23503";

  /** Classes of SQLSTATE. */
  private static final String DATA_EXCEPTION = "22";

  private static final String CONSTRAINT = "23";

  /** What of it a caller can act on. */
  public enum Reason {
    /** The row is there already. */
    THERE_ALREADY,
    /** The row names another that is not there. */
    POINTS_NOWHERE,
    /** The database is away, or the statement is wrong. */
    OTHER
  }

  public DatabaseTrouble(String whatWasBeingDone, Throwable cause) {
    super(whatWasBeingDone + ": " + cause.getMessage(), cause);
  }

  /** Whether the cause is a row that is already there. */
  public boolean isDuplicate() {
    return reason() == Reason.THERE_ALREADY;
  }

  /** Why the database refused. */
  public Reason reason() {
    return switch (state()) {
      case UNIQUE_VIOLATION -> Reason.THERE_ALREADY;
      case FOREIGN_KEY_VIOLATION -> Reason.POINTS_NOWHERE;
      default -> Reason.OTHER;
    };
  }

  /**
   * Whether a value is none that the database can hold, so that asked again it will refuse again.
   */
  public boolean isForGood() {
    return state().startsWith(DATA_EXCEPTION) || state().startsWith(CONSTRAINT);
  }

  private String state() {
    return getCause() instanceof PgException e ? e.getSqlState() : "";
  }
}
