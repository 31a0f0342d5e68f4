package care.silverbell.ingest.telemetry;

/** The telemetry store cannot do it now; nothing is wrong with what was asked. */
public final class TelemetryUnavailable extends RuntimeException {
  public TelemetryUnavailable(String whatWasBeingDone, Throwable cause) {
    super(whatWasBeingDone, cause);
  }

  public TelemetryUnavailable(String whatIsWrong) {
    super(whatIsWrong);
  }
}
