package care.silverbell.ingest.band;

/** What reading a frame comes to: a message, or the reason why there is none. */
public sealed interface Decoded permits BandMessage, Decoded.Rejected {

  /** A frame that cannot be read; the reason is for a person to act on. */
  record Rejected(String reason) implements Decoded {}
}
