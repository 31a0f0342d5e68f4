package care.silverbell.records.person;

/** Somebody changed what is to be written, after it was read: look at it anew. */
public final class Overtaken extends RuntimeException {
  public Overtaken(String what) {
    super(what);
  }
}
